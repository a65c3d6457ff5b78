package org.kimlotse.rulebook;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.DatedRow;

/**
 * From when to when a rule or a row of a table holds, what it rests on and who released it.
 *
 * @param from the first day; 2005-01-01 where nobody needs to know since when
 * @param to the last day, or null for an open end
 * @param status {@code inForce}, {@code announced} (never takes effect) or {@code expired} (has a last day, and still
 *     decides the days before it)
 * @param source what it rests on, German
 * @param releasedBy who has released it for use; "offen" as long as nobody has
 */
public record Validity(LocalDate from, @Nullable LocalDate to, String status, String source, String releasedBy) {

    /** Written where nobody needs to know since when: no case lies before it. */
    public static final LocalDate SINCE_EVER = LocalDate.of(2005, 1, 1);

    boolean announced() {
        return status.equals(DatedRow.ANNOUNCED);
    }

    boolean expired() {
        return status.equals(DatedRow.EXPIRED);
    }

    boolean on(LocalDate day) {
        return !announced() && !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    Validity dated(LocalDate newFrom, @Nullable LocalDate newTo, String newStatus) {
        return new Validity(newFrom, newTo, newStatus, source, releasedBy);
    }
}
