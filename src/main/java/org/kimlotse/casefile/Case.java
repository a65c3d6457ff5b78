package org.kimlotse.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;

/**
 * One case: who works it and in which state it is. Nothing here names the person.
 *
 * @param team the group that sees it; follows the municipality at once when the case moves
 * @param caseManager user id
 * @param openedAt UTC
 * @param closedAt UTC, null while open
 * @param deletionOn the day from which the content may be deleted (Europe/Berlin), null while open
 * @param version counts up with each change; whoever changes the case names the version they saw
 */
public record Case(
        CaseId id,
        Municipality municipality,
        String team,
        String caseManager,
        State state,
        Instant openedAt,
        String openedBy,
        @Nullable Instant closedAt,
        @Nullable ClosingReason closingReason,
        @Nullable LocalDate deletionOn,
        int version) {

    public enum State {
        OPEN("offen"),
        CLOSED("abgeschlossen");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Why a case ended; codes, so that they can be counted without reading notes. */
    public enum ClosingReason {
        GOALS_MET("Ziele erreicht"),
        COUNSELLING_DONE("Beratung abgeschlossen"),
        REFERRED("An eine andere Beratungsstelle verwiesen"),
        TAKEN_OVER("Von einer anderen Stelle übernommen"),
        MOVED_AWAY("Aus dem Kreis verzogen"),
        NO_CONTACT("Kein Kontakt mehr"),
        PERSON_WISHES("Auf Wunsch der Person"),
        OPENED_IN_ERROR("Versehentlich eröffnet"),
        OTHER("Anderer Grund");

        private final String label;

        ClosingReason(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public boolean open() {
        return state == State.OPEN;
    }

    public Optional<ClosingReason> closing() {
        return Optional.ofNullable(closingReason);
    }
}
