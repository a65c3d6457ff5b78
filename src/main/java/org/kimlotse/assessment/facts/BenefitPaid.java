package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Rechtskreis;

/**
 * Days for which an office paid or will pay the livelihood.
 *
 * @param lastDay last day paid for, null if open
 * @param arrivedOn the day the money was there, null if not known
 */
public record BenefitPaid(Rechtskreis law, LocalDate from, @Nullable LocalDate lastDay, @Nullable LocalDate arrivedOn) {

    /** First day for which both paid, or null. */
    public @Nullable LocalDate overlapFrom(BenefitPaid other) {
        LocalDate first = from.isAfter(other.from) ? from : other.from;
        return covers(first) && other.covers(first) ? first : null;
    }

    /** Last day for which both paid, null if open. */
    public @Nullable LocalDate overlapUntil(BenefitPaid other) {
        if (lastDay == null || other.lastDay == null) {
            return lastDay == null ? other.lastDay : lastDay;
        }
        return lastDay.isBefore(other.lastDay) ? lastDay : other.lastDay;
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && (lastDay == null || !day.isAfter(lastDay));
    }
}
