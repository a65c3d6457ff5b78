package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;

/**
 * The first day the new benefit is paid for; derived by rules.
 *
 * @param possible the first day it could have been
 * @param day the same, or the first of the month of a late application
 */
public record BenefitStart(LocalDate possible, LocalDate day) implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return possible;
    }

    public boolean late() {
        return day.isAfter(possible);
    }
}
