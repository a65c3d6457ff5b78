package org.kimlotse.handover.facts;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.kimlotse.shared.BusinessCalendar;

/**
 * Days on which the clocks of a case stood still. A day that was begun counts as a whole one.
 *
 * @param from first day, Europe/Berlin
 * @param until last day
 */
public record HandoverPause(LocalDate from, LocalDate until) {

    /** The day falls into the pause. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    /**
     * Where a day is after the clock stood still: as many days later as it stood still since it began to run, at the earliest
     * on an Arbeitstag. What was over before the pause stays.
     *
     * @param since the day the clock began to run
     */
    public LocalDate after(LocalDate since, LocalDate day) {
        LocalDate first = since.isAfter(from) ? since : from;
        if (day.isBefore(from) || first.isAfter(until)) {
            return day;
        }
        return BusinessCalendar.rollForward(day.plusDays(ChronoUnit.DAYS.between(first, until) + 1));
    }

    /**
     * The same for a day that has a last day without loss behind it, which nobody can move.
     *
     * @param hardOn may be null
     */
    public static LocalDate notBeyond(
            LocalDate before, LocalDate moved, @org.jspecify.annotations.Nullable LocalDate hardOn) {
        return hardOn != null && !hardOn.isBefore(before) && moved.isAfter(hardOn) ? hardOn : moved;
    }
}
