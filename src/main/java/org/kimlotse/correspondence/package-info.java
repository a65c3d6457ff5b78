/** Letters and mails that leave the house, through an outbox. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Schriftverkehr",
        allowedDependencies = {"shared", "engine", "rulebook", "directory"})
package org.kimlotse.correspondence;
