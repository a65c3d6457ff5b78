/** The records the rules see: dated facts of a person that decide the benefit law. Immutable, plain, without behaviour that needs anything but Java. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("facts")
package org.kimlotse.assessment.facts;
