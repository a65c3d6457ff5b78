package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/**
 * The first day the new benefit is paid for; derived by rules.
 *
 * @param possible the first day it could have been
 * @param day the same, or the first of the month of a late application
 */
public record BenefitStart(LocalDate possible, LocalDate day) {

    public boolean late() {
        return day.isAfter(possible);
    }
}
