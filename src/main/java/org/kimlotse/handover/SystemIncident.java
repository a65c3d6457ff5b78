package org.kimlotse.handover;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * Something Lotse itself dropped, or a gap that no task of a running handover can hold any more. It belongs to a group
 * until somebody has seen to it.
 *
 * @param reference what it is about: a handover id, a job id, a rule set
 * @param summary German, without personal data
 * @param occurrences how often it happened since it was opened
 */
public record SystemIncident(
        UUID id,
        Kind kind,
        String reference,
        @Nullable CaseId caseNumber,
        String summary,
        String ownerGroup,
        Instant openedAt,
        Instant lastSeenAt,
        int occurrences,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String note) {

    public enum Kind {
        JOB_FAILED("Ein Schritt im Hintergrund ist mehrfach gescheitert", "admin"),
        MESSAGE_UNMATCHED("Eine Nachricht hat keinen Vorgang gefunden", "coordination"),
        STEPS_WAITING("Schritte im Hintergrund werden nicht ausgeführt", "admin"),
        SWEEP_LATE("Die Uhr der Übergaben lief zu spät", "admin"),
        SWEEP_FAILED("Die Uhr konnte Übergaben nicht prüfen", "admin"),
        LETTER_WAITING("Ein Schreiben ist noch nicht verschickt", "coordination"),
        MODEL_PROBLEM("Eine Änderung an Prozessen, Formularen oder Regeln wurde nicht übernommen", "process-owner"),
        ERASURE_FAILED("Ein Fall konnte nicht gelöscht werden", "admin"),
        DETECTION_FAILED("Die Suche nach Engpässen ist gescheitert", "admin"),
        MAIL_NOT_SENT("Eine Mail ist nicht angekommen", "admin"),
        TAKEOVER_INCOMPLETE("Eine Übernahme laufender Fälle ist nicht vollständig", "admin"),
        PAID_TWICE("Zwei Stellen zahlen für dieselbe Zeit", "coordination"),
        GAP("Zwischen zwei Leistungen bleibt eine Lücke", "coordination");

        private final String label;
        private final String ownerGroup;

        Kind(String label, String ownerGroup) {
            this.label = label;
            this.ownerGroup = ownerGroup;
        }

        public String label() {
            return label;
        }

        /** The group that owns it from the first moment on, unless whoever reports it names another. */
        public String ownerGroup() {
            return ownerGroup;
        }
    }

    public Optional<CaseId> caseId() {
        return Optional.ofNullable(caseNumber);
    }

    public boolean open() {
        return closedAt == null;
    }
}
