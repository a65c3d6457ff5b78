package org.kimlotse.transition.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.shared.CaseId;
import org.kimlotse.transition.BenefitTransition;
import org.kimlotse.transition.Hop;
import org.kimlotse.transition.TransitionManagement;
import org.kimlotse.transition.Transitions;
import org.springframework.stereotype.Component;

/** Called by {@code transition-asylblg-sgb2.bpmn}. */
@Component("transitionTasks")
public class TransitionTasks {

    private final TransitionManagement management;
    private final Transitions transitions;

    TransitionTasks(TransitionManagement management, Transitions transitions) {
        this.management = management;
        this.transitions = transitions;
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

    private static CaseId caseOf(DelegateExecution execution) {
        return new CaseId(CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name())));
    }
}
