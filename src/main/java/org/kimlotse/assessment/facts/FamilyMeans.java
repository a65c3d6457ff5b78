package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the means of a Bedarfsgemeinschaft for a time, from the cases of two of its members.
 *
 * @param kind INCOME_OF_OTHER: another's income covers that one's need, and counts for this person in need (§ 9 Abs. 2
 *     SGB II); INCOME_FOR_OTHER: the other way round; SHUT_OUT: another could work, but is shut out of SGB II
 * @param from first day, null if not known
 * @param until last day, null if it has no known end
 */
public record FamilyMeans(String kind, @Nullable LocalDate from, @Nullable LocalDate until) {

    public boolean on(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
