package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.OfDay;

/**
 * Why neither SGB II nor SGB XII pays on a day; derived by rules.
 *
 * @param kind EXCLUDED (§ 7 Abs. 1 S. 2 SGB II), NO_NEED or STUDIES
 */
public record Blocked(LocalDate day, String kind) implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }
}
