package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A pension somebody draws. Only an old-age pension keeps from SGB II (§ 7 Abs. 4 S. 1 SGB II); every pension is income.
 *
 * @param kind OLD_AGE (also a foreign one of the same kind), WIDOW or REDUCED_EARNING
 */
public record Pension(String kind, LocalDate from, @Nullable LocalDate lastDay) {

    public boolean excludesOn(LocalDate day) {
        return kind.equals("OLD_AGE") && !day.isBefore(from) && (lastDay == null || !day.isAfter(lastDay));
    }
}
