package org.kimlotse.handover.process;

import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Called by {@code system-incident.bpmn}. */
@Component("incidentTasks")
public class IncidentTasks {

    private final SystemIncidents incidents;
    private final Clock clock;

    IncidentTasks(SystemIncidents incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    /** By when somebody is to have seen to it: the end of the next working day. */
    public Date due(DelegateExecution execution) {
        return TaskDates.endOf(BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), 1));
    }

    /** The group that owns the incident. */
    public String ownerGroup(DelegateExecution execution) {
        return incidents
                .find(UUID.fromString(execution.getProcessBusinessKey()))
                .map(SystemIncident::ownerGroup)
                .orElse("admin");
    }
}
