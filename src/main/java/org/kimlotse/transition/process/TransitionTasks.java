package org.kimlotse.transition.process;

import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.ProcessVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.transition.BenefitTransition;
import org.kimlotse.transition.Hop;
import org.kimlotse.transition.TransitionManagement;
import org.kimlotse.transition.TransitionVariables;
import org.kimlotse.transition.Transitions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Called by {@code transition-asylblg-sgb2.bpmn}. */
@Component("transitionTasks")
public class TransitionTasks {

    private static final int REVIEW_ARBEITSTAGE = 2;

    private final TransitionManagement management;
    private final Transitions transitions;
    private final Clock clock;

    TransitionTasks(TransitionManagement management, Transitions transitions, Clock clock) {
        this.management = management;
        this.transitions = transitions;
        this.clock = clock;
    }

    /** Makes a handover for each step H0 to H13; running again changes nothing. */
    public void planHops(DelegateExecution execution) {
        management.plan(caseOf(execution));
    }

    /** @param hop for example {@code H1} */
    public String handoverId(DelegateExecution execution, String hop) {
        return management.handoverId(caseOf(execution), Hop.valueOf(hop)).toString();
    }

    public @Nullable Date closeDue(DelegateExecution execution) {
        return transitions
                .ofCase(caseOf(execution))
                .flatMap(BenefitTransition::due)
                .map(TaskDates::endOf)
                .orElse(null);
    }

    /** Nothing is sent meanwhile, and the new law does not wait: two working days. */
    public Date reviewDue(DelegateExecution execution) {
        return TaskDates.endOf(BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), REVIEW_ARBEITSTAGE));
    }

    public void stop(DelegateExecution execution) {
        management.stop(caseOf(execution));
    }

    private static CaseId caseOf(DelegateExecution execution) {
        return new CaseId(CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name())));
    }

    @Configuration(proxyBeanMethods = false)
    static class Variables {

        @Bean
        ProcessVariables transitionVariables() {
            return ProcessVariables.of(TransitionVariables.TRANSITION_GOES_ON);
        }
    }
}
