/** Ways to other offices' help that were agreed with the person: each opens, runs and ends on its own. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Vermittlung",
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
            "handover :: facts",
            "transition"
        })
package org.kimlotse.referral;
