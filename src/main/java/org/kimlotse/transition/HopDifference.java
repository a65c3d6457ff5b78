package org.kimlotse.transition;

/**
 * What a new plan changes about one step.
 *
 * @param hop for example {@code H1}
 * @param what German, for example "Frist"
 * @param before German; "–" if there was nothing
 * @param after German; "–" if there is nothing any more
 * @param applied false: Lotse does not change it by itself, a person has to decide
 */
public record HopDifference(String hop, String what, String before, String after, boolean applied) {

    /** For example "H1 Frist: bisher 22.09.2026, neu 29.09.2026". */
    public String sentence() {
        return "%s %s: bisher %s, neu %s".formatted(hop, what, before, after);
    }
}
