package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;

/**
 * Whether the age limit is reached on a day a new law may begin; derived by rules.
 *
 * @param reached false also if the birth date is not known
 * @param words German derivation, empty if the birth date is not known
 */
public record AgeAtChange(LocalDate day, boolean reached, String words) implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }
}
