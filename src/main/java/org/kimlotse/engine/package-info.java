/** The only place that configures the workflow engine: model deployment, form bridge, typed variables, hardening. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Engine",
        allowedDependencies = {"shared"})
package org.kimlotse.engine;
