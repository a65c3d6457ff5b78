package org.kimlotse.casework.process;

import org.kimlotse.casework.CaseChanges;
import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.engine.ProcessVariables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The names the process {@code case-management} shares with this module. */
@Configuration(proxyBeanMethods = false)
class CaseworkProcess {

    static final String PROCESS = CaseChanges.PROCESS;
    static final String CLOSED_BY_HAND = "case.closed";
    static final String TRANSITION_AGREED = "transition.agreed";

    enum NextStep {
        CONTINUE,
        OPEN_REFERRAL,
        REASSESS,
        AGREE,
        CLOSE
    }

    enum ChangeDecision {
        REASSESS,
        NOT_NEEDED
    }

    static final ProcessVariable<ChangeDecision> CHANGE_DECISION =
            ProcessVariable.choice("changeDecision", ChangeDecision.class);
    static final ProcessVariable<NextStep> NEXT_STEP = ProcessVariable.choice("nextStep", NextStep.class);

    @Bean
    ProcessVariables caseworkVariables() {
        return ProcessVariables.of(NEXT_STEP, CHANGE_DECISION);
    }
}
