/** The records the rules see: the state and the clock of a handover. Immutable, plain, without behaviour that needs anything but Java. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("facts")
package org.kimlotse.handover.facts;
