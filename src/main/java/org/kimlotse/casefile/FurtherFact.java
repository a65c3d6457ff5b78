package org.kimlotse.casefile;

import java.time.Instant;

/**
 * An answer to a question that a process owner added to a form.
 *
 * @param label what the form calls it
 * @param shown the answer in the words of the form; a list has one line for each row
 * @param at UTC
 */
public record FurtherFact(String label, String shown, String by, Instant at) {

    /** Names no content. */
    @Override
    public String toString() {
        return "FurtherFact[" + at + "]";
    }
}
