package org.kimlotse.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;

/**
 * Something changed in a case, so that its situation has to be looked at anew.
 *
 * @param detail German, what exactly; may be what a person typed
 * @param happenedOn the day it happened, Europe/Berlin
 * @param recordedAt UTC
 * @param settledAs what became of it, null as long as nobody has looked
 * @param confidential whether its kind or detail tells of the person's health
 */
public record CaseChange(
        UUID id,
        CaseId caseId,
        Kind kind,
        String detail,
        LocalDate happenedOn,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant settledAt,
        @Nullable Settled settledAs,
        String settledNote,
        boolean confidential) {

    /** The events of the dossier after which a case is assessed anew. */
    public enum Kind {
        TITLE("Aufenthalt oder Titel"),
        BENEFIT("Leistung oder Einkommen"),
        MOVE("Umzug oder Wohnsitz"),
        FAMILY("Geburt oder Haushalt"),
        OTHER("Anderes"),
        CRISIS("Krise"),
        DROP_OUT("Vermittlung ohne Ergebnis beendet"),
        /** Nothing happened; the time to look at the whole situation has come. */
        PERIOD("Regelmäßige Neubewertung");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What a reader sees, in German. */
        public String label() {
            return label;
        }

        /** What a person may report; the rest Lotse notices itself. */
        public static List<Kind> reportable() {
            return List.of(TITLE, BENEFIT, MOVE, FAMILY, OTHER);
        }

        /** After these the agreement no longer fits, whatever anybody thinks of it. */
        boolean compels() {
            return this == CRISIS || this == DROP_OUT;
        }
    }

    public enum Settled {
        REASSESSED("Lage neu erfasst"),
        NOT_NEEDED("keine Neubewertung nötig");

        private final String label;

        Settled(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * The same for eyes that may not look into the health compartment, and for what can be printed and lie on a desk: that
     * something changed, and when.
     */
    public CaseChange withoutHealth() {
        return confidential
                ? new CaseChange(
                        id, caseId, Kind.OTHER, "", happenedOn, recordedAt, recordedBy, settledAt, settledAs, "", true)
                : this;
    }

    public boolean open() {
        return settledAs == null;
    }

    /** One line, German. */
    public String sentence() {
        return "%s (%s)%s"
                .formatted(
                        kind == Kind.OTHER && detail.isEmpty() ? "Es hat sich etwas geändert" : kind.label(),
                        BusinessCalendar.german(happenedOn),
                        detail.isEmpty() ? "" : ": " + detail);
    }

    /** Names no content: what a person typed may stand in it. */
    @Override
    public String toString() {
        return "CaseChange[" + id + "]";
    }
}
