package org.kimlotse.casework.process;

import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casework.Crises;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Called by {@code crisis.bpmn}; its business key is the crisis' id. Nothing here sends anything. */
@Component("crisisTasks")
class CrisisTasks {

    private final Crises crises;
    private final Clock clock;

    CrisisTasks(Crises crises, Clock clock) {
        this.crises = crises;
        this.clock = clock;
    }

    /** By when somebody has to have acted. */
    public Date actUntil(DelegateExecution execution) {
        return Date.from(crises.actUntil(crises.get(id(execution))));
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
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString(execution.getProcessBusinessKey());
    }
}
