package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A step somebody has to take. Only its key decides about its place; the rest stands beside it, so that the answer says all
 * there is to know of the step.
 *
 * @param step key, for example H1
 * @param title German, or null
 * @param office whom it goes to, German, or null
 * @param reason German, or null
 * @param law the paragraphs, or null
 * @param soft target, or null
 * @param hard last day without loss, or null
 * @param sharing what goes to whom under which consent, German, or null
 */
public record StepKey(
        String step,
        @Nullable String title,
        @Nullable String office,
        @Nullable String reason,
        @Nullable String law,
        @Nullable LocalDate soft,
        @Nullable LocalDate hard,
        @Nullable String sharing) {

    /** One of which nothing but the place is asked. */
    public StepKey(String step) {
        this(step, null, null, null, null, null, null, null);
    }

    /** Why it is to be done, as far as is known. */
    public String because() {
        return reason == null ? "Schritt " + step + " in der Reihenfolge der Arbeit." : reason;
    }
}
