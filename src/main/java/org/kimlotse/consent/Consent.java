package org.kimlotse.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.shared.CaseId;

/**
 * What a person decided about one recipient, one purpose and one category of data (Art. 7 DSGVO, § 67b Abs. 2 SGB X).
 *
 * @param recipient code of the one office it names
 * @param decidedOn the day it was given or refused (Europe/Berlin)
 * @param validUntil last day it covers, or null for a refusal
 * @param form how it was given, or null for a refusal
 * @param language in which it was explained
 * @param decidedBy the person, or who decides for a minor
 * @param guardian name of who decided for a minor, empty for everybody else
 * @param withdrawnAt UTC, or null
 */
public record Consent(
        UUID id,
        CaseId caseId,
        String recipient,
        Purpose purpose,
        DataCategory category,
        State state,
        LocalDate decidedOn,
        @Nullable LocalDate validUntil,
        @Nullable Form form,
        @Nullable Language language,
        Interpreter interpreter,
        DecidedBy decidedBy,
        String guardian,
        @Nullable Instant withdrawnAt,
        Instant recordedAt,
        String recordedBy) {

    public enum State {
        GIVEN("erteilt"),
        REFUSED("abgelehnt"),
        WITHDRAWN("widerrufen");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Form {
        WRITTEN("schriftlich"),
        ELECTRONIC("elektronisch");

        private final String label;

        Form(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum DecidedBy {
        PERSON("Person selbst"),
        GUARDIAN("Sorgeberechtigte oder Vormund");

        private final String label;

        DecidedBy(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** That it was asked for tells of the person's health. */
    public boolean confidential() {
        return purpose == Purpose.HEALTH || category == DataCategory.HEALTH;
    }

    /** Whether it allows a transfer on a day. */
    public boolean covers(LocalDate day) {
        return state == State.GIVEN && !day.isBefore(decidedOn) && (validUntil == null || !day.isAfter(validUntil));
    }
}
