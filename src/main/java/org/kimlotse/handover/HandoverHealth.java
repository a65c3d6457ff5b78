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
 * Watches the watch-dogs: down if checks are waiting longer than they may, or an incident longer for its task, whatever the
 * reason the sweep or the watch does not run. Open incidents are shown and warn, but do not take the product down.
 */
@Component("handoverSweepHealthIndicator")
class HandoverHealth implements HealthIndicator {

    private final Handovers handovers;
    private final SystemIncidents incidents;
    private final Clock clock;
    private final Duration late;

    HandoverHealth(
            Handovers handovers,
            SystemIncidents incidents,
            Clock clock,
            @Value("${lotse.handover.late-after:PT15M}") Duration late) {
        this.handovers = handovers;
        this.incidents = incidents;
        this.clock = clock;
        this.late = late;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        Optional<Instant> oldest = handovers.oldestDue(now);
        int open = incidents.openCount();
        Optional<Instant> unowned = incidents.oldestWithoutTask();
        Instant limit = now.minus(late);
        Health.Builder health = oldest.filter(o -> o.isBefore(limit)).isPresent()
                        || unowned.filter(o -> o.isBefore(limit)).isPresent()
                ? Health.down()
                : open > 0 ? Health.status("WARNING") : Health.up();
        oldest.ifPresent(o -> health.withDetail("oldestDueCheck", o.toString()));
        unowned.ifPresent(o -> health.withDetail("oldestIncidentWithoutTask", o.toString()));
        return health.withDetail("openIncidents", open).build();
    }
}
