package org.kimlotse.shared;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as German readers write them: the day and hour it was in Germany, whatever zone the machine runs in. */
public final class GermanDates {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy, HH:mm 'Uhr'", Locale.GERMANY);

    private GermanDates() {}

    /** For example {@code 15.09.2026}. */
    public static String day(Instant instant) {
        return BusinessCalendar.german(BusinessCalendar.dayOf(instant));
    }

    /** For example {@code 15.09.2026, 10:42 Uhr}. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(BusinessCalendar.ZONE));
    }
}
