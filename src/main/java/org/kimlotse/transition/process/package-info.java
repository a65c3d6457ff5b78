/** What the process of a change of benefit law calls. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.transition.process;
