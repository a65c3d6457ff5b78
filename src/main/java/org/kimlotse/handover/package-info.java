/** The one mechanism of passing on: owner, clock, ladder, audit trail. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Übergabe",
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
            "goals"
        })
package org.kimlotse.handover;
