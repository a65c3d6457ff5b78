package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;

/**
 * A day on which the law of the livelihood may change; derived by rules, which then answer for each such day.
 *
 * @param first the first day after AsylbLG, or of a right that never was under it
 * @param words German, what happens on it
 */
public record LawDay(LocalDate day, boolean first, String words) implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    /** The words with which rules name the end of an exclusion. */
    public static final String EXCLUSION_ENDS = "Ende des Ausschlusses";

    public boolean endsExclusion() {
        return words.equals(EXCLUSION_ENDS);
    }

    /** The day, or the other one if that is later. */
    public LocalDate notBefore(LocalDate other) {
        return other.isAfter(day) ? other : day;
    }
}
