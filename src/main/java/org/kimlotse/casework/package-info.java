/** The overarching case: case management, moving, closing, reopening. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Fallführung",
        allowedDependencies = {
            "shared",
            "engine",
            "rulebook",
            "directory",
            "casefile",
            "correspondence",
            "intake",
            "consent",
            "assessment",
            "goals",
            "handover",
            "handover :: facts",
            "transition"
        })
package org.kimlotse.casework;
