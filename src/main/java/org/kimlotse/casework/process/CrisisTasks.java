package org.kimlotse.casework.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casework.Crises;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Called by {@code crisis.bpmn}; its business key is the crisis' id. Nothing here sends anything. */
@Component("crisisTasks")
class CrisisTasks {

    private final Crises crises;
    private final Workflows workflows;
    private final Clock clock;
    private final Duration limit;

    CrisisTasks(
            Crises crises,
            Workflows workflows,
            Clock clock,
            @Value("${lotse.crisis.acknowledge-within:PT60M}") Duration limit) {
        this.crises = crises;
        this.workflows = workflows;
        this.clock = clock;
        this.limit = limit;
    }

    /** By when somebody has to have acted. */
    public Date actUntil(DelegateExecution execution) {
        return Date.from(crises.get(id(execution)).reportedAt().plus(limit));
    }

    public void acted(DelegateExecution execution) {
        crises.acted(id(execution));
    }

    /** The end of the next working day. */
    public Date nextWorkingDay(DelegateExecution execution) {
        return TaskDates.endOf(BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), 1));
    }

    /** What the last asking brought; asked for and not kept, because the engine keeps what it is told. */
    public boolean over(DelegateExecution execution) {
        return crises.over(id(execution));
    }

    /** The clocks run again, and the case is looked at anew, unless somebody is doing so already. */
    public void end(DelegateExecution execution) {
        crises.end(id(execution));
        workflows.broadcast(
                CaseworkProcess.REASSESSMENT_DUE,
                CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name())),
                Answers.none());
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
