package org.kimlotse.shared;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Days as German law and this house count them: dates in Europe/Berlin, public holidays of North Rhine-Westphalia for
 * any year (Jollyday). Stateless and thread-safe; every method is pure, none reads a clock on its own.
 *
 * <p>Three kinds of day, kept apart:
 *
 * <ul>
 *   <li>calendar days;
 *   <li><b>Arbeitstage</b>: Monday to Friday without holidays; the unit of our own agreements with offices;
 *   <li><b>Werktage</b>: Monday to Saturday without holidays; the unit of statutes, for example § 42a SGB VIII.
 * </ul>
 */
public final class BusinessCalendar {

    /** The zone in which a day begins and ends, whatever zone the machine runs in. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final String NRW = "nw";
    private static final HolidayManager HOLIDAYS =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.GERMANY));
    private static final Map<Integer, Set<LocalDate>> BY_YEAR = new ConcurrentHashMap<>();

    private BusinessCalendar() {}

    // ---- instants and days ----------------------------------------------------------------------------------

    /** The day it is in Germany. */
    public static LocalDate today(Clock clock) {
        return dayOf(clock.instant());
    }

    /** The day in Germany an instant belongs to. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** The first instant of a day in Germany; right on the nights of the clock change (days of 23 and 25 hours). */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /**
     * The end of a day in Germany ("mit Ablauf des Tages", § 188 Abs. 1 BGB): the first instant that no longer belongs
     * to it.
     */
    public static Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    // ---- kinds of day ---------------------------------------------------------------------------------------

    /** Public holiday in North Rhine-Westphalia (Feiertagsgesetz NW). Sundays are none by themselves. */
    public static boolean isHoliday(LocalDate day) {
        return holidays(day.getYear()).contains(day);
    }

    /** The public holidays of North Rhine-Westphalia in a year. */
    public static Set<LocalDate> holidays(int year) {
        return BY_YEAR.computeIfAbsent(
                year, y -> HOLIDAYS.getHolidays(Year.of(y), HolidayType.PUBLIC_HOLIDAY, NRW).stream()
                        .map(Holiday::getDate)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Monday to Friday and no holiday. */
    public static boolean isArbeitstag(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && isWerktag(day);
    }

    /** Monday to Saturday and no holiday. */
    public static boolean isWerktag(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SUNDAY && !isHoliday(day);
    }

    // ---- months ---------------------------------------------------------------------------------------------

    /** Last day of the month ("mit Ablauf des Monats", § 1 Abs. 3 S. 1 AsylbLG). */
    public static LocalDate eom(LocalDate day) {
        return day.with(TemporalAdjusters.lastDayOfMonth());
    }

    /** First day of the following month. */
    public static LocalDate firstOfNextMonth(LocalDate day) {
        return day.with(TemporalAdjusters.firstDayOfNextMonth());
    }

    // ---- periods --------------------------------------------------------------------------------------------

    /** The day of the event is not counted (§ 187 Abs. 1, § 188 Abs. 1 BGB). Not rolled over weekends. */
    public static LocalDate plusCalendarDays(LocalDate day, int days) {
        return day.plusDays(days);
    }

    /** Ends on the same weekday (§ 187 Abs. 1, § 188 Abs. 2 BGB). Not rolled over weekends. */
    public static LocalDate plusWeeks(LocalDate day, int weeks) {
        return day.plusWeeks(weeks);
    }

    /**
     * Ends on the day with the same number, else on the last day of the month (§ 187 Abs. 1, § 188 Abs. 2 and 3 BGB).
     * Not rolled over weekends.
     */
    public static LocalDate plusMonths(LocalDate day, int months) {
        return day.plusMonths(months);
    }

    /** As {@link #plusMonths}: 29 February and one year end on 28 February. */
    public static LocalDate plusYears(LocalDate day, int years) {
        return day.plusYears(years);
    }

    /**
     * The end of a statutory period moved to the next day that is neither Saturday, Sunday nor holiday (§ 26 Abs. 3
     * SGB X, § 193 BGB, § 222 Abs. 2 ZPO). Not for the month of application (§ 37 Abs. 2 SGB II), nor for the end of a
     * period of benefit or a date set by an authority (§ 26 Abs. 4 and 5 SGB X).
     */
    public static LocalDate rollForward(LocalDate day) {
        LocalDate rolled = day;
        while (!isArbeitstag(rolled)) {
            rolled = rolled.plusDays(1);
        }
        return rolled;
    }

    /**
     * The n-th Arbeitstag after a day; the day itself is not counted (§ 187 Abs. 1 BGB). Zero gives the day itself.
     *
     * @throws IllegalArgumentException if {@code n} is negative or more than a century
     */
    public static LocalDate plusArbeitstage(LocalDate day, int n) {
        requireSensible(n);
        LocalDate result = day;
        for (int left = n; left > 0; ) {
            result = result.plusDays(1);
            if (isArbeitstag(result)) {
                left--;
            }
        }
        return result;
    }

    /** The n-th Arbeitstag before a day; the day itself is not counted. Zero gives the day itself. */
    public static LocalDate minusArbeitstage(LocalDate day, int n) {
        requireSensible(n);
        LocalDate result = day;
        for (int left = n; left > 0; ) {
            result = result.minusDays(1);
            if (isArbeitstag(result)) {
                left--;
            }
        }
        return result;
    }

    /**
     * How many Arbeitstage lie after the first day up to and including the second; 0 if the second is not later. So
     * {@code arbeitstageBetween(d, plusArbeitstage(d, n)) == n}.
     */
    public static int arbeitstageBetween(LocalDate after, LocalDate upTo) {
        if (after.plusDays(MOST_DAYS).isBefore(upTo)) {
            throw new IllegalArgumentException("more than " + MOST_DAYS + " days between " + after + " and " + upTo);
        }
        int count = 0;
        for (LocalDate day = after.plusDays(1); !day.isAfter(upTo); day = day.plusDays(1)) {
            if (isArbeitstag(day)) {
                count++;
            }
        }
        return count;
    }

    /** The n-th Werktag (Monday to Saturday without holidays) after a day; the day itself is not counted. */
    public static LocalDate plusWerktage(LocalDate day, int n) {
        requireSensible(n);
        LocalDate result = day;
        for (int left = n; left > 0; ) {
            result = result.plusDays(1);
            if (isWerktag(result)) {
                left--;
            }
        }
        return result;
    }

    // ---- ages -----------------------------------------------------------------------------------------------

    /**
     * The day with whose end an age is completed. The day of birth counts in full, so it is the day before the
     * birthday (§ 187 Abs. 2 S. 2, § 188 Abs. 2 BGB): who was born on the 1st completes it on the last day of the
     * previous month; who was born on 29 February, on 28 February.
     */
    public static LocalDate completesAge(LocalDate birthDate, int years, int months) {
        LocalDate birthday = birthDate.plusMonths(12L * years + months);
        boolean dayIsMissing = birthday.getDayOfMonth() != birthDate.getDayOfMonth();
        return dayIsMissing ? birthday : birthday.minusDays(1);
    }

    /** As {@link #completesAge}, in full years. */
    public static LocalDate completesYearOfLife(LocalDate birthDate, int years) {
        return completesAge(birthDate, years, 0);
    }

    /** Completed years of life at the start of a day; negative before the birth. */
    public static int ageOn(LocalDate birthDate, LocalDate day) {
        int years = day.getYear() - birthDate.getYear();
        return completesYearOfLife(birthDate, years).isBefore(day) ? years : years - 1;
    }

    // ---- words ----------------------------------------------------------------------------------------------

    /** As {@link GermanDates#day(LocalDate)}: for example {@code 15.09.2026}. */
    public static String german(LocalDate day) {
        return GermanDates.day(day);
    }

    /** A century of days is more than any deadline; a slip of the hand must not count for hours. */
    private static final int MOST_DAYS = 36_600;

    private static void requireSensible(int n) {
        if (n < 0 || n > MOST_DAYS) {
            throw new IllegalArgumentException("number of days must lie between 0 and " + MOST_DAYS + ": " + n);
        }
    }
}
