package org.kimlotse.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * A period to sue runs: whoever wants more protection needs advice within hours.
 *
 * @param appealEnd last day of the period, Europe/Berlin
 * @param adviseBy UTC; by when the person is to be with a lawyer or a counselling office
 * @param reason the rule's reason, German
 * @param outcome null as long as nobody has seen to it
 */
public record LegalAdvice(
        UUID id,
        CaseId caseId,
        LocalDate appealEnd,
        Instant adviseBy,
        String reason,
        Instant askedAt,
        @Nullable Outcome outcome,
        String toldTo,
        String note,
        @Nullable Instant settledAt,
        @Nullable String settledBy) {

    public enum Outcome {
        REFERRED("an Anwalt oder Beratung vermittelt"),
        HAS_COUNSEL("hat schon Rechtsbeistand"),
        NOT_WANTED("möchte nicht klagen, über die Frist aufgeklärt"),
        /** The period does not run any more, or the case was closed. */
        LAPSED("nicht mehr nötig");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean open() {
        return outcome == null;
    }
}
