package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a foreigner is excluded from SGB II (§ 7 Abs. 1 S. 2 SGB II); derived by rules.
 *
 * @param from null: since ever
 * @param lastDay last day, null: open
 */
public record ExcludedSpan(
        String row, @Nullable LocalDate from, @Nullable LocalDate lastDay, String reason, String law) {

    public boolean covers(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (lastDay == null || !day.isAfter(lastDay));
    }

    /** Was over before that day. */
    public boolean overBy(LocalDate day) {
        return lastDay != null && lastDay.isBefore(day);
    }
}
