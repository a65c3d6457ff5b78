package org.kimlotse.assessment.facts;

import org.kimlotse.shared.Rechtskreis;

/**
 * Where a person goes after AsylbLG; derived by rules.
 *
 * @param reason German
 * @param citation the paragraphs
 * @param notThese German, what was rejected and why
 */
public record NewLaw(Rechtskreis law, String reason, String citation, String notThese) {

    /** Somebody pays, so a gap is possible. */
    public boolean paid() {
        return law != Rechtskreis.NONE;
    }
}
