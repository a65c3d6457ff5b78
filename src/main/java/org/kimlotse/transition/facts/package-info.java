/** The records the rules see: what a change of benefit law has to hand on. Immutable, plain, without behaviour that needs anything but Java. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("facts")
package org.kimlotse.transition.facts;
