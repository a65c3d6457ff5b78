/** What the process {@code case-management} calls and its forms show. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.casework.process;
