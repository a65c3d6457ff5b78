/** Offices and who is competent for which municipality on which day. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Verzeichnis der Stellen",
        allowedDependencies = {"shared"})
package org.kimlotse.directory;
