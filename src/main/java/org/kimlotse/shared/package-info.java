/** Words and calendars that every module shares: case numbers, legal domains, municipalities, business days. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Gemeinsame Sprache",
        allowedDependencies = {})
package org.kimlotse.shared;
