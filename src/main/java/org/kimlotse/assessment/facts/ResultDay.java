package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;

/**
 * The day the answer is about where AsylbLG never was: the first day asked about, or the one after an exclusion that has
 * ended since.
 */
public record ResultDay(LocalDate day) implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }
}
