package org.kimlotse.transition.facts;

import java.time.LocalDate;

/**
 * A hop with its target; derived by rules.
 *
 * @param derivation German
 */
public record PlannedHop(HopRow row, String hop, String receiver, LocalDate due, String derivation) {

    /** Our own step: nobody else receives anything. */
    public boolean own() {
        return receiver.equals("KIM");
    }
}
