package org.kimlotse.engine.guard;

import java.time.Clock;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Incident;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.EngineIncident;
import org.springframework.context.ApplicationEventPublisher;

/** Tells the modules when a job has failed as often as it may, so that a person gets to own it. */
final class LostJobs extends DefaultIncidentHandler {

    private final ApplicationEventPublisher events;
    private final Clock clock;

    LostJobs(ApplicationEventPublisher events, Clock clock) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Incident handleIncident(IncidentContext context, @Nullable String message) {
        Incident incident = super.handleIncident(context, message);
        @Nullable
        ExecutionEntity execution = context.getExecutionId() == null
                ? null
                : Context.getCommandContext().getExecutionManager().findExecutionById(context.getExecutionId());
        events.publishEvent(new EngineIncident(
                EngineIncident.Kind.JOB_OUT_OF_RETRIES,
                execution == null ? null : execution.getProcessDefinition().getKey(),
                execution == null ? null : execution.getProcessBusinessKey(),
                context.getActivityId() == null ? "" : context.getActivityId(),
                context.getConfiguration() == null ? "" : context.getConfiguration(),
                clock.instant()));
        return incident;
    }
}
