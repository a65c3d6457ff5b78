/** The person, the household and the dated facts; personal data lives only here. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Fallakte",
        allowedDependencies = {"shared", "engine", "rulebook", "directory"})
package org.kimlotse.casefile;
