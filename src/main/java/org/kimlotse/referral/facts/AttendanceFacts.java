package org.kimlotse.referral.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.OfDay;

/**
 * How somebody takes part in a course, beside the days they missed without excuse. Days are local dates.
 *
 * @param day the day asked about
 * @param seenOn the day the days were counted; the rules may be asked again later
 * @param startedOn first day of the course, or null
 * @param startToldOn the day Lotse was told that it has begun, null if not known
 * @param courseDays days on which there was a course in the last month, null if not known
 * @param missedDays how many of them were missed, excused or not, null if not known
 * @param lastReachedOn the last day on which somebody talked to the person, or null
 * @param startPlannedOn the day on which the course is to begin, or null
 * @param noShow never came to the course, null if not known
 */
public record AttendanceFacts(
        LocalDate day,
        LocalDate seenOn,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate startToldOn,
        @Nullable Integer courseDays,
        @Nullable Integer missedDays,
        @Nullable LocalDate lastReachedOn,
        @Nullable LocalDate startPlannedOn,
        @Nullable Boolean noShow)
        implements OfDay {

    /** It was told when so many days from its beginning were over. */
    public boolean toldAfterDaysIn(int days) {
        return startToldOn != null
                && startedOn != null
                && BusinessCalendar.plusCalendarDays(startedOn, days).isBefore(startToldOn);
    }

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    /** Was there on less than this share of the days, in percent; false if that is not known. */
    public boolean below(int percent) {
        return courseDays != null
                && missedDays != null
                && courseDays > 0
                && (courseDays - missedDays) * 100 < percent * courseDays;
    }

    /** The course had begun fewer than so many days ago when the days were counted. */
    public boolean startedWithin(int days) {
        return startedOn != null && seenOn.isBefore(startedOn.plusDays(days));
    }

    /** Nobody has reached the person for so many days. */
    public boolean silentFor(int days) {
        return lastReachedOn != null && !day.isBefore(lastReachedOn.plusDays(days));
    }
}
