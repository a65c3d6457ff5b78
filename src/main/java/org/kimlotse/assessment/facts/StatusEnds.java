package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The ground on which a foreigner has SGB II ends, or never was there (§ 7 Abs. 1 S. 2 SGB II); derived by rules.
 *
 * @param lastDay last day of the ground, null if there never was one
 * @param row of table A under which the exclusion stands
 */
public record StatusEnds(String row, @Nullable LocalDate lastDay, String reason) {

    /** First day of the exclusion, null if it was always there. */
    public @Nullable LocalDate excludedFrom() {
        return lastDay == null ? null : lastDay.plusDays(1);
    }
}
