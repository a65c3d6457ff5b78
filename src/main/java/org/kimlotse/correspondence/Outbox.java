package org.kimlotse.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.SqlTypes;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is to leave the house. A row is written in the transaction of the use case that needs it. Paper waits as "zum Drucken
 * bereit" until somebody writes down that it was posted; mail is sent by {@link MailDispatch}.
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
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(JdbcClient jdbc, LetterTemplates templates, Actors actors, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.templates = templates;
        this.actors = actors;
        this.events = events;
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
                switch (draft.channel()) {
                    case PAPER -> Letter.State.READY_TO_PRINT;
                    case TASK_LIST -> Letter.State.PROVIDED;
                    case MAIL -> Letter.State.TO_SEND;
                };
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

    /** What these offices read in Lotse, newest first; the caller shows only what the reader may see. */
    public List<Letter> provided(Collection<String> offices, int limit) {
        return offices.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS
                                + " from letters where state = :state and recipient_office in (:offices)"
                                + " order by created_at desc, id fetch first :limit rows only")
                        .param("state", Letter.State.PROVIDED.name())
                        .param("offices", offices)
                        .param("limit", limit)
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
     * @throws Refused in German, if it did already, was withdrawn, or it cannot have left on that day: in the future, or
     *     before it was written
     */
    @Transactional
    public void recordPosted(UUID id, LocalDate on, LocalDate today) {
        if (on.isAfter(today)) {
            throw new Refused("Der Tag des Versands kann nicht in der Zukunft liegen.");
        }
        letter(id)
                .map(l -> BusinessCalendar.dayOf(l.createdAt()))
                .filter(on::isBefore)
                .ifPresent(written -> {
                    throw new Refused(
                            "Das Schreiben gibt es erst seit dem %s; vorher kann es nicht verschickt worden sein."
                                    .formatted(BusinessCalendar.german(written)));
                });
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
        letter(id).ifPresent(posted -> events.publishEvent(new LetterPosted(posted, on)));
    }

    /** Paper about something that nobody has posted and nobody is to post any more, but for letters of some templates. */
    @Transactional
    public int cancelUnposted(String about, Set<String> except) {
        return (int) about(about).stream()
                .filter(l -> !except.contains(l.templateKey()))
                .filter(l -> l.state() == Letter.State.READY_TO_PRINT && cancel(l))
                .count();
    }

    /** Takes one letter back, if it is still on the pile or was provided; says whether it was. */
    @Transactional
    public boolean cancel(Letter letter) {
        boolean done = jdbc.sql("update letters set state = :cancelled where id = :id and state = :seen")
                        .param("cancelled", Letter.State.CANCELLED.name())
                        .param("id", letter.id())
                        .param("seen", letter.state().name())
                        .update()
                == 1;
        if (done) {
            events.publishEvent(new LetterCancelled(letter));
        }
        return done;
    }

    /** Letters about something that was withdrawn are not to be posted any more; posted ones stay as they are. */
    @Transactional
    public int cancel(String about, Set<String> exceptTemplates) {
        return (int) about(about).stream()
                .filter(l -> l.state() == Letter.State.READY_TO_PRINT || l.state() == Letter.State.PROVIDED)
                .filter(l -> !exceptTemplates.contains(l.templateKey()))
                .filter(this::cancel)
                .count();
    }

    // ---- mail -----------------------------------------------------------------------------------------------

    /** Mail whose turn has come, oldest first. */
    List<Letter> mailToSend(Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from letters where state = :state and (next_attempt_at is null or next_attempt_at <= :now)"
                        + " order by created_at, id fetch first :limit rows only")
                .param("state", Letter.State.TO_SEND.name())
                .param("now", SqlTypes.timestamp(now))
                .param("limit", limit)
                .query(Outbox::read)
                .list();
    }

    /** Mail that was being sent when the node died. */
    List<Letter> mailInDoubt(Instant startedBefore) {
        return jdbc.sql("select " + COLUMNS + " from letters where state = :state and last_attempt_at < :before")
                .param("state", Letter.State.SENDING.name())
                .param("before", SqlTypes.timestamp(startedBefore))
                .query(Outbox::read)
                .list();
    }

    /**
     * Takes a mail in hand, committed before it is sent: whatever happens then, nobody sends it a second time by mistake.
     *
     * @return which attempt this is, or empty if somebody else has it
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Integer> takeInHand(UUID id, Instant now) {
        int taken = jdbc.sql(
                        """
                        update letters set state = :sending, attempts = attempts + 1, last_attempt_at = :now
                        where id = :id and state = :waiting
                        """)
                .param("sending", Letter.State.SENDING.name())
                .param("now", SqlTypes.timestamp(now))
                .param("id", id)
                .param("waiting", Letter.State.TO_SEND.name())
                .update();
        return taken == 0
                ? Optional.empty()
                : Optional.of(jdbc.sql("select attempts from letters where id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single());
    }

    /** @param again when to try once more, or null if that is the end of it */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void putDown(UUID id, Letter.State state, @Nullable Instant again) {
        jdbc.sql("update letters set state = :state, next_attempt_at = :again where id = :id and state = :sending")
                .param("state", state.name())
                .param("again", again == null ? null : SqlTypes.timestamp(again))
                .param("id", id)
                .param("sending", Letter.State.SENDING.name())
                .update();
    }

    /** How much mail has waited since before then. */
    public int mailWaiting(Instant writtenBefore) {
        return jdbc.sql("select count(*) from letters where state in (:states) and created_at < :before")
                .param("states", List.of(Letter.State.TO_SEND.name(), Letter.State.SENDING.name()))
                .param("before", SqlTypes.timestamp(writtenBefore))
                .query(Integer.class)
                .single();
    }

    /** How much mail written since then was given up. */
    public int mailNotSent(Instant writtenSince) {
        return jdbc.sql("select count(*) from letters where state = :state and created_at >= :since")
                .param("state", Letter.State.NOT_SENT.name())
                .param("since", SqlTypes.timestamp(writtenSince))
                .query(Integer.class)
                .single();
    }

    /** Mail tells who has an account and where; it is not kept for ever. */
    @Transactional
    public int forgetMail(Instant writtenBefore) {
        return jdbc.sql(
                        """
                        delete from letters where channel = :mail and created_at < :before and state in (:over)
                        """)
                .param("mail", Letter.Channel.MAIL.name())
                .param("before", SqlTypes.timestamp(writtenBefore))
                .param(
                        "over",
                        List.of(Letter.State.SENT.name(), Letter.State.NOT_SENT.name(), Letter.State.CANCELLED.name()))
                .update();
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
