package org.kimlotse.access.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/** Who may do what, as far as the engine itself decides it. */
@Component
class AccessEnginePlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        // Ids of users and groups: no blanks, no characters that mean something in an address.
        configuration.setGeneralResourceWhitelistPattern("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
        configuration.setPasswordEncryptor(new SlowPasswordHash());
        configuration.setResourceAuthorizationProvider(new TaskRights());
        // A candidate may work a task (claim, complete), but not reassign it or write its variables.
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        configuration.setEnforceSpecificVariablePermission(true);
        List<SessionFactory> factories =
                new ArrayList<>(Objects.requireNonNullElse(configuration.getCustomSessionFactories(), List.of()));
        factories.add(new CardVariableRights.Factory());
        configuration.setCustomSessionFactories(factories);
    }
}
