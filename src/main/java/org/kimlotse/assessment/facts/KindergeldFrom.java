package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.BusinessCalendar;

/** The first month for which there may be Kindergeld, by its first day; derived by rules. */
public record KindergeldFrom(LocalDate month) {

    /** The last day to apply without losing a month, if it is paid for so many months back (§ 70 Abs. 1 S. 2 EStG). */
    public LocalDate lastDay(int back) {
        return BusinessCalendar.eom(BusinessCalendar.plusMonths(month, back));
    }

    /** That day is over, but not for so many months that the matter can be taken as settled. */
    public boolean late(LocalDate today, int back, int settledAfter) {
        LocalDate last = lastDay(back);
        return last.isBefore(today)
                && !BusinessCalendar.plusMonths(last, settledAfter).isBefore(today);
    }

    /** The last day of the months lost if the application is made today. */
    public static LocalDate lostUntil(LocalDate today, int back) {
        return today.withDayOfMonth(1).minusMonths(back).minusDays(1);
    }
}
