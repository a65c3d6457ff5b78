package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;

/** Whoever asks wants to know whether somebody has reached the age limit of § 7a SGB II on a day; local dates. */
public record AgeQuestion(LocalDate day, LocalDate birthDate) implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }
}
