package org.kimlotse.escalation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step at which one office lost handovers again and again, on its way through the steering group. Names no case and no
 * person: everybody who works on it may see it.
 *
 * @param number what people call it, for example {@code ENG-2026-003}
 * @param office code of the office, for example {@code JC-SIE}
 * @param hop the step, for example {@code H3}
 * @param hopTitle the step in words, or empty
 * @param agendaRound how often it was put on an agenda
 * @param openedAt UTC
 * @param closedAt UTC, null while open
 * @param currentFigures the figures of the period that ends with the day it was opened: the "before" of its first effect
 * @param earlierFigures the figures of the period before that, for comparison
 */
public record Bottleneck(
        Id id,
        String number,
        String office,
        String hop,
        String hopTitle,
        Origin origin,
        Status status,
        int agendaRound,
        Instant openedAt,
        @Nullable Instant closedAt,
        UUID currentFigures,
        UUID earlierFigures) {

    /** The business key of its {@code steering-escalation}. */
    public record Id(UUID value) {

        public static Id of(String businessKey) {
            return new Id(UUID.fromString(businessKey));
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    public enum Origin {
        DETECTED("aus den Übergaben erkannt"),
        REPORTED("aus der Fallarbeit gemeldet");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Status {
        OPENED("gemeldet"),
        DOSSIER_WRITTEN("Dossier liegt zur Freigabe vor"),
        RELEASED("bereit für die Tagesordnung"),
        ON_AGENDA("auf der Tagesordnung"),
        IN_MEETING("in der Sitzung, beschlussfähig"),
        RESOLVED("Beschluss gefasst, Maßnahmen laufen"),
        ASSESSING("Wirkung wird beurteilt"),
        CLOSED("abgeschlossen");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** "H3 – Eingang bestätigt". */
    public String step() {
        return hopTitle.isEmpty() ? hop : hop + " – " + hopTitle;
    }

    public boolean open() {
        return status != Status.CLOSED;
    }
}
