package org.kimlotse.access.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.kimlotse.access.Accounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who may do what, as far as the engine itself decides it, and how it keeps passwords. */
@Component
class AccessEnginePlugin extends AbstractProcessEnginePlugin {

    private final int passwordCost;

    private final ObjectProvider<Accounts> accounts;

    AccessEnginePlugin(@Value("${lotse.password-cost:10}") int passwordCost, ObjectProvider<Accounts> accounts) {
        this.passwordCost = passwordCost;
        this.accounts = accounts;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        // Ids of users and groups, for example case-manager-bad-honnef, jobcenter-leitung, maria.muster.
        configuration.setGeneralResourceWhitelistPattern("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
        configuration.setResourceAuthorizationProvider(
                new TaskRights(userId -> accounts.getObject().passwordGivenBySomebodyElse(userId)));
        configuration.setTaskService(new GivingBack());
        configuration.setPasswordEncryptor(new SlowPasswordHash(passwordCost));
        List<SessionFactory> factories =
                new ArrayList<>(Objects.requireNonNullElse(configuration.getCustomSessionFactories(), List.of()));
        factories.add(new ReadingRights.Factory());
        configuration.setCustomSessionFactories(factories);
    }
}
