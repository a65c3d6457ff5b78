package org.kimlotse.casework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.kimlotse.casefile.CaseDeletion;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down if a case is still there days after it was to be erased, whatever the reason the erasure does not run. */
@Component("erasureHealthIndicator")
class ErasureHealth implements HealthIndicator {

    private static final int DAYS_OF_GRACE = 3;

    private final CaseDeletion deletion;
    private final Clock clock;

    ErasureHealth(CaseDeletion deletion, Clock clock) {
        this.deletion = deletion;
        this.clock = clock;
    }

    @Override
    public Health health() {
        LocalDate today = BusinessCalendar.today(clock);
        Optional<LocalDate> oldest = deletion.oldestDue(today);
        Health.Builder health = oldest.filter(day -> day.plusDays(DAYS_OF_GRACE).isBefore(today))
                        .isPresent()
                ? Health.down()
                : Health.up();
        oldest.ifPresent(day -> health.withDetail("oldestDueErasure", day.toString()));
        return health.build();
    }
}
