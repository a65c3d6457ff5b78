/** Who may receive which data for which purpose, and the withdrawal of it. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Einwilligungen",
        allowedDependencies = {"shared", "engine", "rulebook", "directory", "casefile", "correspondence"})
package org.kimlotse.consent;
