/**
 * Cases that ran before Lotse did, brought in from a file: checked row by row, taken over through the use cases that open any
 * other case.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Übernahme laufender Fälle",
        allowedDependencies = {"shared", "casefile", "assessment", "goals", "handover"})
package org.kimlotse.takeover;
