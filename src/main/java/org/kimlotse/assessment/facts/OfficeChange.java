package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * With a move another office becomes competent.
 *
 * @param kind of office
 * @param before code of the office up to the move
 * @param after code of the office from the move on, or German words for one outside the Rhein-Sieg-Kreis
 * @param day of the move
 * @param outside the new place lies outside the Rhein-Sieg-Kreis
 */
public record OfficeChange(String kind, String before, String after, LocalDate day, boolean outside) {

    /** All of them in brackets, German, or nothing. */
    public static String words(Collection<?> all) {
        return all.isEmpty()
                ? ""
                : all.stream()
                        .map(OfficeChange.class::cast)
                        .map(one -> "bisher " + one.before + ", dann " + one.after)
                        .sorted()
                        .collect(Collectors.joining("; ", " (", ")"));
    }
}
