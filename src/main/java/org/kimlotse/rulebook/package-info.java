/** The only place that knows the rule engine: immutable records in, findings out. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Regelwerk",
        allowedDependencies = {"shared", "engine"})
package org.kimlotse.rulebook;
