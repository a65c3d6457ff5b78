/** The records the rules see: what was said in the first talk. Immutable, plain, without behaviour that needs anything but Java. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("facts")
package org.kimlotse.intake.facts;
