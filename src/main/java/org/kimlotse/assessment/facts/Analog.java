package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Days of benefits under § 2 AsylbLG, as long as AsylbLG lasts; derived by rules.
 *
 * @param until last day, null: open
 * @param reason German, why they are given
 * @param law the paragraph
 * @param words German, how the first day came about
 */
public record Analog(LocalDate from, @Nullable LocalDate until, String reason, String law, String words) {

    /** The paragraph of who stayed long enough himself. */
    public static final String OWN_STAY = "§ 2 Abs. 1 S. 1 AsylbLG";

    private static final Comparator<Analog> EARLIEST_FIRST =
            Comparator.comparing(Analog::from).thenComparing(Analog::words);

    /** The first day of the first of them that is not over, or null if there are none. */
    public static @Nullable LocalDate firstDay(Collection<Analog> all, LocalDate today) {
        return first(all, today).map(Analog::from).orElse(null);
    }

    /** How that day came about, German; empty if there is none. */
    public static String firstWords(Collection<Analog> all, LocalDate today) {
        return first(all, today).map(Analog::words).orElse("");
    }

    private static Optional<Analog> first(Collection<Analog> all, LocalDate today) {
        return all.stream()
                .filter(one -> one.until() == null || !one.until().isBefore(today))
                .min(EARLIEST_FIRST);
    }

    /** The own stay was long enough, until a law that asks for a longer one. */
    public boolean endsWithLaw() {
        return until != null && law.equals(OWN_STAY);
    }

    /** Begins by that day and has no end: nothing later adds to it. */
    public boolean holdsFor(LocalDate day) {
        return until == null && from.isBefore(day);
    }
}
