/** First contact: information, crisis screen, indication. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Zugang und Erstkontakt",
        allowedDependencies = {"shared", "engine", "rulebook", "directory", "casefile", "correspondence"})
package org.kimlotse.intake;
