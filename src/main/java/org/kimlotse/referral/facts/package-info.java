/** The records the rules see: who needs which way into a course, and which steps that takes. Immutable, plain. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("facts")
package org.kimlotse.referral.facts;
