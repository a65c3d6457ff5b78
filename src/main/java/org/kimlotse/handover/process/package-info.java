/** What the process of a handover calls. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.handover.process;
