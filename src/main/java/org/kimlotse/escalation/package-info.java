/** Bottlenecks, dossier, steering-group meeting, decision, measures and their effect. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Eskalation",
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
            "transition",
            "casework"
        })
package org.kimlotse.escalation;
