package org.kimlotse.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down without locking anybody out in silence: after five wrong passwords for one name from one place the
 * next attempt has to wait, 5 seconds first and a minute at most, and the page says so. An attempt during the wait is not
 * checked, not counted and does not make the wait longer. Another place, and so the person themselves, is not affected.
 * Many names from one place are slowed down too. Kept in memory: each node counts for itself.
 */
@Component
public class LoginBackOff {

    private static final int TRIES_PER_NAME = 5;
    private static final int TRIES_PER_PLACE = 40;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_ENTRIES = 20_000;

    private record Failures(int count, Instant last) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    LoginBackOff(Clock clock) {
        this.clock = clock;
    }

    /** How long this name has to wait at this place; zero if it may try. */
    public synchronized Duration wait(String name, String place) {
        Duration name1 = wait(byName(name, place), TRIES_PER_NAME);
        Duration place1 = wait(byPlace(place), TRIES_PER_PLACE);
        return name1.compareTo(place1) > 0 ? name1 : place1;
    }

    public synchronized void failed(String name, String place) {
        count(byName(name, place));
        count(byPlace(place));
    }

    public synchronized void succeeded(String name, String place) {
        failures.remove(byName(name, place));
    }

    private Duration wait(String key, int freeTries) {
        Failures seen = failures.get(key);
        if (seen == null || forgotten(seen) || seen.count < freeTries) {
            return Duration.ZERO;
        }
        int doublings = Math.min(seen.count - freeTries, 10);
        Duration pause = FIRST_WAIT.multipliedBy(1L << doublings);
        Instant end = seen.last.plus(pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause);
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(String key) {
        Failures seen = failures.remove(key);
        int before = seen == null || forgotten(seen) ? 0 : seen.count;
        failures.put(key, new Failures(before + 1, clock.instant()));
        var oldest = failures.keySet().iterator();
        while (failures.size() > MOST_ENTRIES) {
            oldest.next();
            oldest.remove();
        }
    }

    private boolean forgotten(Failures seen) {
        return seen.last.plus(FORGOTTEN_AFTER).isBefore(clock.instant());
    }

    private static String byName(String name, String place) {
        return place + "\n" + name;
    }

    private static String byPlace(String place) {
        return place;
    }
}
