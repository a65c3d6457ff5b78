/** From AsylbLG to SGB II or SGB XII: the hops H0 to H14. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Rechtskreiswechsel",
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
            "assessment :: facts",
            "goals",
            "handover",
            "handover :: facts"
        })
package org.kimlotse.transition;
