package org.kimlotse.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;

/**
 * Days and instants as German readers write them, the same on every page, in every letter and as in the task list: {@code
 * 15.09.2026} within a sentence, {@code Di, 15.09.2026} for a deadline. An instant is the day and hour it was in Germany,
 * whatever zone the machine runs in.
 */
public final class GermanDates {

    /** Written out here: what a Java runtime calls a Tuesday in short differs ("Di", "Di."). */
    private static final Map<Long, String> WEEKDAYS =
            Map.of(1L, "Mo", 2L, "Di", 3L, "Mi", 4L, "Do", 5L, "Fr", 6L, "Sa", 7L, "So");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.GERMANY);
    private static final DateTimeFormatter WEEKDAY = new DateTimeFormatterBuilder()
            .appendText(ChronoField.DAY_OF_WEEK, WEEKDAYS)
            .appendLiteral(", ")
            .append(DAY)
            .toFormatter(Locale.GERMANY);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy, HH:mm 'Uhr'", Locale.GERMANY);

    private GermanDates() {}

    /** For example {@code 15.09.2026}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** For example {@code 15.09.2026}. */
    public static String day(Instant instant) {
        return day(BusinessCalendar.dayOf(instant));
    }

    /** For example {@code Di, 15.09.2026}. */
    public static String weekday(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** For example {@code 15.09.2026, 10:42 Uhr}. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(BusinessCalendar.ZONE));
    }
}
