package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;

/**
 * Under which law a person's livelihood falls from a day on, once AsylbLG does not stand in the way; derived by rules.
 *
 * @param day the first day it was asked about
 * @param row of table A where one of the priority rows 3 to 5 or an exclusion decides, else empty
 * @param reason German
 * @param citation the paragraphs
 * @param notThese German, what was rejected and why
 */
public record NewLaw(LocalDate day, Rechtskreis law, String row, String reason, String citation, String notThese)
        implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    /** Somebody pays, so a gap is possible. */
    public boolean paid() {
        return law != Rechtskreis.NONE;
    }
}
