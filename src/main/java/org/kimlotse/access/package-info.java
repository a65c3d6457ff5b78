/** Users, groups and who may see which case; the one log-in. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Zugang",
        allowedDependencies = {"shared", "engine", "rulebook", "directory"})
package org.kimlotse.access;
