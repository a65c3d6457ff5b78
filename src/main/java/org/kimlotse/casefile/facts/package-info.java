/** The records the rules see: answers to what a process owner asks in a form and no module knows. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("facts")
package org.kimlotse.casefile.facts;
