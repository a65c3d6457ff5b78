package org.kimlotse.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The clock of a house with sample data: right for everybody, except for a thread that asks to work in the past. So a
 * sample case gets a history, and its deadlines have really passed. No other thread sees anything of it.
 */
public final class BackdatedClock extends Clock {

    private final Clock right;
    private final ThreadLocal<Duration> back;

    BackdatedClock(Clock right) {
        this(right, ThreadLocal.withInitial(() -> Duration.ZERO));
    }

    private BackdatedClock(Clock right, ThreadLocal<Duration> back) {
        this.right = right;
        this.back = back;
    }

    /** From now on this thread works so many days ago; 0 is now. */
    public void daysAgo(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("only into the past: " + days);
        }
        if (days == 0) {
            back.remove();
        } else {
            back.set(Duration.ofDays(days));
        }
    }

    @Override
    public Instant instant() {
        return right.instant().minus(back.get());
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new BackdatedClock(right.withZone(zone), back);
    }
}
