/** Asks the engine who has something to do. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.reminder.process;
