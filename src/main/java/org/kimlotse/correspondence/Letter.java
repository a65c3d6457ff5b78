package org.kimlotse.correspondence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * A row of the outbox. Subject and body are finished German text without personal data; what a letter encloses (the data
 * package of a handover) is added when it is shown, from the table it belongs to.
 *
 * @param about what it is about, for example a handover id
 * @param postedOn the day somebody wrote down that it left the house; null as long as nobody did
 */
public record Letter(
        UUID id,
        @Nullable CaseId caseNumber,
        @Nullable String about,
        String templateKey,
        Channel channel,
        Recipient recipient,
        String subject,
        String body,
        State state,
        Instant createdAt,
        String createdBy,
        @Nullable LocalDate postedOn,
        @Nullable String postedBy) {

    /** How it reaches the recipient. Only mail leaves by itself. */
    public enum Channel {
        /** On paper: somebody prints it. */
        PAPER,
        /** The office reads it in its own task list. */
        TASK_LIST,
        /** To somebody who has an account; never holds anything about a case. */
        MAIL
    }

    public enum State {
        READY_TO_PRINT("zum Drucken bereit"),
        POSTED("als verschickt vermerkt"),
        PROVIDED("in Lotse bereitgestellt"),
        CANCELLED("zurückgezogen"),
        TO_SEND("wartet auf den Versand"),
        /** Handed to the mail server at this moment; if it stays so, nobody knows whether it left. */
        SENDING("wird verschickt"),
        SENT("verschickt"),
        NOT_SENT("nicht zustellbar");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** What a reader sees; says no more than Lotse knows. */
        public String label() {
            return label;
        }
    }

    public Optional<CaseId> caseId() {
        return Optional.ofNullable(caseNumber);
    }

    public Optional<LocalDate> posted() {
        return Optional.ofNullable(postedOn);
    }

    /** Path of the printable page. */
    public String path() {
        return "/schreiben/" + id;
    }
}
