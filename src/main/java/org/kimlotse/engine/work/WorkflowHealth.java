package org.kimlotse.engine.work;

import org.camunda.bpm.engine.ManagementService;
import org.kimlotse.engine.Models;
import org.kimlotse.engine.UnmatchedMessages;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Down while Lotse itself has dropped something that nobody has dealt with yet. */
@Component("workflowHealthIndicator")
class WorkflowHealth implements HealthIndicator {

    private final EngineCalls engine;
    private final ManagementService management;
    private final UnmatchedMessages messages;
    private final Models models;

    WorkflowHealth(EngineCalls engine, @Lazy ManagementService management, UnmatchedMessages messages, Models models) {
        this.engine = engine;
        this.management = management;
        this.messages = messages;
        this.models = models;
    }

    @Override
    public Health health() {
        long dead =
                engine.call(() -> management.createJobQuery().noRetriesLeft().count());
        long reported = messages.open().stream()
                .filter(UnmatchedMessages.Unmatched::reported)
                .count();
        Health.Builder health = dead == 0 && reported == 0 ? Health.up() : Health.down();
        // A broken drop into the model folder is shown, but what served before still serves.
        return health.withDetail("stepsOutOfRetries", dead)
                .withDetail("messagesNobodyWaitsFor", reported)
                .withDetail("modelProblems", models.status().problems().size())
                .build();
    }
}
