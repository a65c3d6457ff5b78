package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Studies or training that could be supported by BAföG or Berufsausbildungsbeihilfe.
 *
 * @param lastDay last day, null if open
 * @param eligible the kind of training can be supported in principle (§ 7 Abs. 5 SGB II); null: not known, taken as yes
 * @param exception one of the cases of § 7 Abs. 6 SGB II applies
 */
public record StudyFacts(
        LocalDate from, @Nullable LocalDate lastDay, @Nullable Boolean eligible, @Nullable Boolean exception) {

    /** SGB II pays no livelihood on that day (§ 7 Abs. 5, 6 SGB II). */
    public boolean excludesOn(LocalDate day) {
        return !Boolean.FALSE.equals(eligible)
                && !Boolean.TRUE.equals(exception)
                && !day.isBefore(from)
                && (lastDay == null || !day.isAfter(lastDay));
    }
}
