package org.kimlotse.shared;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and times as German readers write them. Days are days in Germany, whatever zone the machine runs in. */
public final class GermanDates {

    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.GERMANY);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy, HH:mm 'Uhr'", Locale.GERMANY);

    private GermanDates() {}

    /** Today in Germany. */
    public static LocalDate today(Clock clock) {
        return dayOf(clock.instant());
    }

    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, BERLIN);
    }

    /** For example {@code 15.09.2026}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    public static String day(Instant instant) {
        return day(dayOf(instant));
    }

    /** For example {@code 15.09.2026, 10:42 Uhr}. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(BERLIN));
    }
}
