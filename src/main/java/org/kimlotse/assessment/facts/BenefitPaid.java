package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
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

    /** The first day from that one on for which none of these paid, or null if one of them pays without end. */
    public static @Nullable LocalDate firstUnpaid(LocalDate from, Collection<?> payments) {
        LocalDate day = from;
        List<BenefitPaid> inOrder = payments.stream()
                .filter(BenefitPaid.class::isInstance)
                .map(BenefitPaid.class::cast)
                .sorted(Comparator.comparing(BenefitPaid::from))
                .toList();
        for (BenefitPaid paid : inOrder) {
            if (paid.covers(day)) {
                if (paid.lastDay() == null) {
                    return null;
                }
                day = paid.lastDay().plusDays(1);
            }
        }
        return day;
    }

    /** So many working days after the first unpaid day are over on that day. */
    public static boolean unpaidLongerThan(int days, LocalDate from, Collection<?> payments, LocalDate today) {
        LocalDate unpaid = firstUnpaid(from, payments);
        return unpaid != null && BusinessCalendar.plusArbeitstage(unpaid, days).isBefore(today);
    }
}
