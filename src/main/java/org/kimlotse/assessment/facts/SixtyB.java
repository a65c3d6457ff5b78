package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.BusinessCalendar;

/**
 * A time of a Duldung under § 60b AufenthG between two that count (§ 60b Abs. 5 S. 1 AufenthG).
 *
 * @param followedOn the day another status followed
 */
public record SixtyB(LocalDate from, LocalDate followedOn) {

    /** If the time were only left out and what was before still counted: the completion moves by its days. */
    public LocalDate completedWithout(LocalDate start, int years) {
        return BusinessCalendar.plusYears(start, years)
                .plusDays(java.time.temporal.ChronoUnit.DAYS.between(from, followedOn));
    }
}
