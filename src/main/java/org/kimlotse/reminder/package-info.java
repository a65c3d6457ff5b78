/** Tells people who rarely sign in that something waits for them; where, and nothing else. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Erinnerung",
        allowedDependencies = {"shared", "directory", "access", "correspondence"})
package org.kimlotse.reminder;
