package org.kimlotse.casework.process;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.Crises;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** Called by {@code crisis.bpmn}; its business key is the crisis' id. Nothing here sends anything. */
@Component("crisisTasks")
class CrisisTasks {

    private final Crises crises;
    private final CaseChanges changes;
    private final Clock clock;
    private final RuleBook rules;

    CrisisTasks(Crises crises, CaseChanges changes, Clock clock, RuleBook rules) {
        this.crises = crises;
        this.changes = changes;
        this.clock = clock;
        this.rules = rules;
    }

    /** By when somebody has to have acted. */
    public Date actUntil(DelegateExecution execution) {
        Instant reported = crises.get(id(execution)).reportedAt();
        return Date.from(reported.plus(rules.crisisLimit(BusinessCalendar.dayOf(reported))));
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
        changes.noticed(
                new CaseId(CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name()))),
                CaseChange.Kind.CRISIS,
                "Die Krise ist vorüber.",
                true);
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
