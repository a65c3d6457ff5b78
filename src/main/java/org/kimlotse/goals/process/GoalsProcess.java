package org.kimlotse.goals.process;

import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.engine.ProcessVariables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answers the process {@code goal-agreement} may know. */
@Configuration(proxyBeanMethods = false)
class GoalsProcess {

    static final ProcessVariable<Boolean> GOALS_SIGNED = ProcessVariable.bool("goalsSigned");

    @Bean
    ProcessVariables goalsVariables() {
        return ProcessVariables.of(GOALS_SIGNED);
    }
}
