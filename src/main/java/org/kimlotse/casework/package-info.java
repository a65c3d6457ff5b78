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
            "intake :: facts",
            "consent",
            "assessment",
            "assessment :: facts",
            "goals",
            "handover",
            "handover :: facts",
            "referral",
            "transition"
        })
package org.kimlotse.casework;
