/** What the process {@code steering-escalation} calls and its forms show. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.escalation.process;
