/** Web pages beside Tasklist: cases, bottlenecks, processes and rules. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(displayName = "Seiten")
package org.kimlotse.board;
