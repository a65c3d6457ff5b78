package org.kimlotse.handover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Watches the watch-dogs: down if checks or steps of the engine are waiting longer than they may, or an incident longer for its
 * task, whatever the reason the sweep, the engine or the watch does not run. Open incidents are shown and warn, but do not take the product down.
 */
@Component("handoverSweepHealthIndicator")
class HandoverHealth implements HealthIndicator {

    private final Handovers handovers;
    private final SystemIncidents incidents;
    private final IncidentRepair steps;
    private final Clock clock;
    private final Duration late;
    private final Duration stepsLate;

    HandoverHealth(
            Handovers handovers,
            SystemIncidents incidents,
            IncidentRepair steps,
            Clock clock,
            @Value("${lotse.handover.late-after:PT15M}") Duration late,
            @Value("${lotse.engine.steps-late-after:PT15M}") Duration stepsLate) {
        this.handovers = handovers;
        this.incidents = incidents;
        this.steps = steps;
        this.clock = clock;
        this.late = late;
        this.stepsLate = stepsLate;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        Optional<Instant> oldest = handovers.oldestDue(now);
        int open = incidents.openCount();
        Optional<Instant> unowned = incidents.oldestWithoutTask();
        Optional<Instant> stepsDue = steps.dueSince();
        Instant limit = now.minus(late);
        Health.Builder health = oldest.filter(o -> o.isBefore(limit)).isPresent()
                        || stepsDue.filter(since -> since.isBefore(now.minus(stepsLate)))
                                .isPresent()
                        || unowned.filter(o -> o.isBefore(limit)).isPresent()
                ? Health.down()
                : open > 0 ? Health.status("WARNING") : Health.up();
        oldest.ifPresent(o -> health.withDetail("oldestDueCheck", o.toString()));
        stepsDue.ifPresent(since -> health.withDetail("oldestDueStep", since.toString()));
        unowned.ifPresent(o -> health.withDetail("oldestIncidentWithoutTask", o.toString()));
        return health.withDetail("openIncidents", open).build();
    }
}
