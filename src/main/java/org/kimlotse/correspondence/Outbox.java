package org.kimlotse.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.SqlTypes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is to leave the house. A row is written in the transaction of the use case that needs it; nothing is sent from
 * here yet: paper waits as "zum Drucken bereit" until somebody writes down that it was posted.
 */
@Component
public class Outbox {

    private static final String COLUMNS =
            """
            id, case_number, about, template_key, channel, recipient_kind, recipient_office, addressee, subject, body,
            state, created_at, created_by, posted_on, posted_by
            """;

    private final JdbcClient jdbc;
    private final LetterTemplates templates;
    private final Actors actors;
    private final Clock clock;

    Outbox(JdbcClient jdbc, LetterTemplates templates, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.templates = templates;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Puts a letter into the outbox, or returns the one that is there under the same key. Needs the caller's transaction:
     * a letter without what it tells about must not exist.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Letter put(LetterDraft draft) {
        Optional<Letter> existing = byKey(draft.idempotencyKey());
        if (existing.isPresent()) {
            return existing.get();
        }
        UUID id = UUID.randomUUID();
        Letter.State state =
                draft.channel() == Letter.Channel.PAPER ? Letter.State.READY_TO_PRINT : Letter.State.PROVIDED;
        jdbc.sql(
                        """
                        insert into letters (id, idempotency_key, case_number, about, template_key, channel,
                            recipient_kind, recipient_office, addressee, subject, body, state, created_at, created_by)
                        values (:id, :key, :case, :about, :template, :channel, :kind, :office, :addressee, :subject,
                            :body, :state, :at, :by)
                        """)
                .param("id", id)
                .param("key", draft.idempotencyKey())
                .param(
                        "case",
                        draft.caseNumber() == null ? null : draft.caseNumber().number())
                .param("about", draft.about())
                .param("template", draft.templateKey())
                .param("channel", draft.channel().name())
                .param("kind", draft.recipient().kind().name())
                .param("office", draft.recipient().officeCode())
                .param("addressee", draft.recipient().addressee())
                .param("subject", templates.subject(draft.templateKey(), draft.values()))
                .param("body", templates.body(draft.templateKey(), draft.values()))
                .param("state", state.name())
                .param("at", SqlTypes.timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
        return letter(id).orElseThrow();
    }

    public Optional<Letter> letter(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from letters where id = :id")
                .param("id", id)
                .query(Outbox::read)
                .optional();
    }

    /** Oldest first. */
    public List<Letter> about(String about) {
        return jdbc.sql("select " + COLUMNS + " from letters where about = :about order by created_at, id")
                .param("about", about)
                .query(Outbox::read)
                .list();
    }

    /** Oldest first. */
    public List<Letter> ofCase(CaseId caseId) {
        return jdbc.sql("select " + COLUMNS + " from letters where case_number = :case order by created_at, id")
                .param("case", caseId.number())
                .query(Outbox::read)
                .list();
    }

    /** Paper nobody has posted yet, oldest first; the caller shows only what the reader may see. */
    public List<Letter> waitingForPost(int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from letters where state = :state order by created_at, id fetch first :limit rows only")
                .param("state", Letter.State.READY_TO_PRINT.name())
                .param("limit", limit)
                .query(Outbox::read)
                .list();
    }

    /** The same, of those that were written before then. */
    public List<Letter> waitingForPost(Instant writtenBefore, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from letters where state = :state and created_at < :before"
                        + " order by created_at, id fetch first :limit rows only")
                .param("state", Letter.State.READY_TO_PRINT.name())
                .param("before", SqlTypes.timestamp(writtenBefore))
                .param("limit", limit)
                .query(Outbox::read)
                .list();
    }

    /**
     * Somebody says that the letter left the house.
     *
     * @throws Refused if it did already, was withdrawn, or the day is in the future
     */
    @Transactional
    public void recordPosted(UUID id, LocalDate on, LocalDate today) {
        if (on.isAfter(today)) {
            throw new Refused("Der Tag des Versands kann nicht in der Zukunft liegen.");
        }
        int changed = jdbc.sql(
                        """
                        update letters set state = :posted, posted_on = :on, posted_by = :by
                        where id = :id and state = :ready
                        """)
                .param("posted", Letter.State.POSTED.name())
                .param("on", on)
                .param("by", actors.currentId())
                .param("id", id)
                .param("ready", Letter.State.READY_TO_PRINT.name())
                .update();
        if (changed == 0) {
            String state = letter(id).map(l -> l.state().label()).orElse("nicht mehr vorhanden");
            throw new Refused("Das Schreiben ist %s.".formatted(state));
        }
    }

    /** Letters about something that was withdrawn are not to be posted any more; posted ones stay as they are. */
    @Transactional
    public int cancel(String about, Set<String> exceptTemplates) {
        return (int) about(about).stream()
                .filter(l -> l.state() == Letter.State.READY_TO_PRINT || l.state() == Letter.State.PROVIDED)
                .filter(l -> !exceptTemplates.contains(l.templateKey()))
                .filter(l -> jdbc.sql("update letters set state = :cancelled where id = :id and state = :seen")
                                .param("cancelled", Letter.State.CANCELLED.name())
                                .param("id", l.id())
                                .param("seen", l.state().name())
                                .update()
                        == 1)
                .count();
    }

    private Optional<Letter> byKey(String key) {
        return jdbc.sql("select " + COLUMNS + " from letters where idempotency_key = :key")
                .param("key", key)
                .query(Outbox::read)
                .optional();
    }

    private static Letter read(ResultSet row, int number) throws SQLException {
        String caseNumber = row.getString("case_number");
        return new Letter(
                row.getObject("id", UUID.class),
                caseNumber == null ? null : new CaseId(caseNumber),
                row.getString("about"),
                row.getString("template_key"),
                Letter.Channel.valueOf(row.getString("channel")),
                new Recipient(
                        Recipient.Kind.valueOf(row.getString("recipient_kind")),
                        row.getString("recipient_office"),
                        row.getString("addressee")),
                row.getString("subject"),
                row.getString("body"),
                Letter.State.valueOf(row.getString("state")),
                SqlTypes.instant(row, "created_at"),
                row.getString("created_by"),
                row.getObject("posted_on", LocalDate.class),
                row.getString("posted_by"));
    }
}
