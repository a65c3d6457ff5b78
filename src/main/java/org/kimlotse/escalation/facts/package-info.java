/** The records the rules see: handovers that were dropped. Immutable, plain, without behaviour that needs anything but Java. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("facts")
package org.kimlotse.escalation.facts;
