package org.kimlotse.casework.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseVariables;
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

    /** When somebody is asked again whether anybody acts: nobody has, though somebody said so. */
    public Date actAgainUntil(DelegateExecution execution) {
        return Date.from(clock.instant().plus(crises.limit()));
    }

    /** Who acted, or asked last, asks again. */
    public @Nullable String inCharge(DelegateExecution execution) {
        return crises.get(id(execution)).inCharge();
    }

    /** The end of the next working day, which the form and the cards show too. */
    public Date nextWorkingDay(DelegateExecution execution) {
        LocalDate day = BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), 1);
        execution.setVariable(CaseVariables.DEADLINE.name(), CaseVariables.DEADLINE.stored(day));
        return TaskDates.endOf(day);
    }

    /** The first instant at which nobody has asked again on the next working day. */
    public Date nobodyAsked(DelegateExecution execution) {
        return TaskDates.startOf(BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), 1)
                .plusDays(1));
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
