package org.kimlotse.goals.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.goals.GoalManagement;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The steps that the process {@code goal-agreement} calls. */
@Component
public class GoalsTasks {

    private final GoalManagement goals;

    GoalsTasks(GoalManagement goals) {
        this.goals = goals;
    }

    public void recordAgreement(DelegateExecution execution) {
        goals.announce(
                new CaseId(CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name()))));
    }
}
