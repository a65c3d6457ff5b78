package org.kimlotse.referral.process;

import java.time.LocalDate;
import org.kimlotse.engine.FormInput;
import org.kimlotse.shared.BusinessCalendar;

/** Days nobody can have meant: a wrong century, a wrong year. */
final class PlausibleDays {

    private static final int YEARS_BACK = 5;
    private static final int YEARS_AHEAD = 2;

    private PlausibleDays() {}

    /** What belongs to a referral happened in the last years, or happens in the next. */
    static void check(FormInput input, String key, LocalDate today) {
        notBefore(input, key, today.minusYears(YEARS_BACK));
        input.date(key)
                .filter(day -> day.isAfter(today.plusYears(YEARS_AHEAD)))
                .ifPresent(day -> input.reject(
                        key,
                        "Der %s liegt zu weit in der Zukunft. Bitte prüfen Sie das Jahr."
                                .formatted(BusinessCalendar.german(day))));
    }

    static void notBefore(FormInput input, String key, LocalDate earliest) {
        input.date(key)
                .filter(day -> day.isBefore(earliest))
                .ifPresent(day -> input.reject(
                        key,
                        "Der %s liegt zu weit zurück. Bitte prüfen Sie das Jahr."
                                .formatted(BusinessCalendar.german(day))));
    }
}
