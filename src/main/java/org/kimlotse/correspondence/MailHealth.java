package org.kimlotse.correspondence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether mail leaves the house; says nothing about one that was told to send none. */
@Component("outboxHealthIndicator")
class MailHealth implements HealthIndicator {

    private static final Duration LATE = Duration.ofHours(1);
    private static final Duration LATELY = Duration.ofDays(7);

    private final Outbox outbox;
    private final MailSettings settings;
    private final Clock clock;

    MailHealth(Outbox outbox, MailSettings settings, Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        int waiting = outbox.mailWaiting(now.minus(LATE));
        int notSent = outbox.mailNotSent(now.minus(LATELY));
        Health.Builder health = waiting + notSent > 0 ? Health.status("WARNING") : Health.up();
        return health.withDetail("mail", settings.on() ? "on" : "off")
                .withDetail("waitingForAnHour", waiting)
                .withDetail("notSentInAWeek", notSent)
                .build();
    }
}
