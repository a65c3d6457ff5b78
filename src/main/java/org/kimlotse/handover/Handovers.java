package org.kimlotse.handover;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The handovers and their audit trail. Everything that changes one goes through {@link #change}, so that a change without
 * a line in the trail, and a change on a state nobody has seen, cannot be written.
 */
@Repository
public class Handovers {

    private static final String HEALTH = "HEALTH";

    private final JdbcClient jdbc;
    private final Seal seal;

    Handovers(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    // ---- reading --------------------------------------------------------------------------------------------

    public Optional<Handover> find(HandoverId id) {
        return jdbc.sql("select * from handovers where id = :id")
                .param("id", id.value())
                .query(Handovers::toHandover)
                .optional();
    }

    /** @throws IllegalStateException if there is no such handover: a fault of ours, the id came from our own tables */
    public Handover get(HandoverId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no handover " + id));
    }

    /** The handover a letter is about; empty if it is about something else. */
    public Optional<Handover> about(Letter letter) {
        try {
            return Optional.ofNullable(letter.about())
                    .map(UUID::fromString)
                    .map(HandoverId::new)
                    .flatMap(this::find);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    public Optional<Handover> byKey(String idempotencyKey) {
        return jdbc.sql("select * from handovers where idempotency_key = :key")
                .param("key", idempotencyKey)
                .query(Handovers::toHandover)
                .optional();
    }

    /** All handovers of a case, in the order they were made. */
    public List<Handover> ofCase(CaseId caseId) {
        return jdbc.sql("select * from handovers where case_number = :case order by created_at, hop, id")
                .param("case", caseId.number())
                .query(Handovers::toHandover)
                .list();
    }

    public List<Handover> openOf(CaseId caseId) {
        return ofCase(caseId).stream().filter(Handover::open).toList();
    }

    /** The audit trail, oldest first. */
    public List<HandoverEvent> events(HandoverId id) {
        return jdbc.sql("select * from handover_events where handover_id = :id order by version")
                .param("id", id.value())
                .query(this::toEvent)
                .list();
    }

    Optional<HandoverEvent> lastEvent(HandoverId id) {
        return jdbc.sql(
                        """
                        select * from handover_events where handover_id = :id
                        order by version desc fetch first 1 rows only
                        """)
                .param("id", id.value())
                .query(this::toEvent)
                .optional();
    }

    /** The last line of that kind; the text of the open query, for example. */
    public Optional<HandoverEvent> lastEvent(HandoverId id, HandoverAction action) {
        return jdbc.sql(
                        """
                        select * from handover_events where handover_id = :id and action = :action
                        order by version desc fetch first 1 rows only
                        """)
                .param("id", id.value())
                .param("action", action.name())
                .query(this::toEvent)
                .optional();
    }

    /** What the office wrote when it declined; empty if it wrote nothing, or was asked again since. */
    public Optional<String> declinedWords(Handover handover) {
        return handover.declinedAt() == null
                ? Optional.empty()
                : lastEvent(handover.id(), HandoverAction.DECLINED).map(HandoverEvent::note);
    }

    /** Where it stands, German, with the words in which an office declined; without them if it is confidential. */
    public String stand(Handover handover) {
        return handover.stateLabel()
                + (handover.confidential()
                        ? ""
                        : declinedWords(handover)
                                .map(" – die Stelle schreibt: „%s“"::formatted)
                                .orElse(""));
    }

    /**
     * Which offices had refused it, if somebody gave it to another one by hand that has it now; empty if nobody did. To ask the
     * same office again is no choice.
     */
    public Set<String> refusedBefore(Handover handover) {
        String receiver = handover.receiverOffice();
        boolean chosen = lastEvent(handover.id(), HandoverAction.REROUTED)
                .map(HandoverEvent::code)
                .filter(office -> office.equals(receiver))
                .isPresent();
        return chosen
                ? events(handover.id()).stream()
                        .filter(event -> event.action() == HandoverAction.DECLINED)
                        .map(HandoverEvent::office)
                        .filter(office -> office != null && !office.equals(receiver))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** What was shared at the last sending, exactly; empty before. */
    public List<DataField> shared(HandoverId id) {
        return jdbc.sql(
                        """
                        select f.category, f.field_key, f.label, f.field_value from handover_data_fields f
                        where f.handover_id = :id
                          and f.attempt = (select max(l.attempt) from handover_data_fields l where l.handover_id = :id)
                        order by f.position
                        """)
                .param("id", id.value())
                .query((row, n) -> opened(id, row))
                .list();
    }

    private DataField opened(HandoverId id, ResultSet row) throws SQLException {
        String category = row.getString("category");
        String key = row.getString("field_key");
        String value = row.getString("field_value");
        return new DataField(
                category,
                key,
                row.getString("label"),
                category.equals(HEALTH) ? seal.open(value, place(id, key)) : value);
    }

    private static String place(HandoverId id, String key) {
        return "handover_data_fields:" + id + ":" + key;
    }

    /** Where a text of the trail belongs; sealed, it opens nowhere else. */
    private static String place(HandoverId id, int version, String column) {
        return "handover_events:" + id + ":" + version + ":" + column;
    }

    private @Nullable String sealed(boolean confidential, @Nullable String text, String place) {
        return confidential && text != null ? seal.seal(text, place) : text;
    }

    private @Nullable String opened(boolean sealed, @Nullable String text, String place) {
        return sealed && text != null ? seal.open(text, place) : text;
    }

    /** What was shared with this office, exactly, whether it is the present receiver or an earlier one. */
    List<DataField> sharedWith(HandoverId id, String office) {
        return jdbc.sql(
                        """
                        select f.category, f.field_key, f.label, f.field_value from handover_data_fields f
                        where f.handover_id = :id and f.attempt = (
                            select max(x.attempt) from (
                                select h.attempt from handovers h where h.id = :id and h.receiver_office = :office
                                union all
                                select a.attempt from handover_attempts a
                                where a.handover_id = :id and a.office = :office) x)
                        order by f.position
                        """)
                .param("id", id.value())
                .param("office", office)
                .query((row, n) -> opened(id, row))
                .list();
    }

    /** What was shared at one attempt. */
    List<DataField> sharedAt(HandoverId id, int attempt) {
        return jdbc.sql(
                        """
                        select category, field_key, label, field_value from handover_data_fields
                        where handover_id = :id and attempt = :attempt order by position
                        """)
                .param("id", id.value())
                .param("attempt", attempt)
                .query((row, n) -> opened(id, row))
                .list();
    }

    /** @param answered whether it said anything at any attempt: then it had what was sent */
    record EarlierReceiver(String office, int attempt, boolean answered) {}

    /** Each office that was sent data at an attempt before this one, with the last such attempt. */
    List<EarlierReceiver> earlierReceivers(HandoverId id) {
        return jdbc.sql(
                        """
                        select office, max(attempt) as last_attempt,
                            max(case when answered_at is null then 0 else 1 end) as answered
                        from handover_attempts where handover_id = :id and sent_at is not null group by office order by office
                        """)
                .param("id", id.value())
                .query((row, n) -> new EarlierReceiver(
                        row.getString("office"), row.getInt("last_attempt"), row.getInt("answered") == 1))
                .list();
    }

    /**
     * Open handovers of a case to this office for this purpose that were sent on consents. A consent that replaced an
     * older one counts for what was sent on the older one, so its id is not asked for.
     */
    List<Handover> openOnConsent(CaseId caseId, String office, String purpose) {
        return jdbc.sql(
                        """
                        select * from handovers
                        where case_number = :case and receiver_office = :office and purpose = :purpose
                          and transfer_ground = 'CONSENT' and state in (:open)
                        order by created_at, id
                        """)
                .param("case", caseId.number())
                .param("office", office)
                .param("purpose", purpose)
                .param("open", names(HandoverState.OPEN))
                .query(Handovers::toHandover)
                .list();
    }

    // ---- for the steering of structures: no names, no texts --------------------------------------------------

    /**
     * A handover that was found dropped, and by whom.
     *
     * @param office who dropped it: the receiver, or the own team ({@code KIM-…}) where it was never sent, a query not
     *     answered or a refusal not decided
     */
    public record Missed(
            HandoverId handoverId, CaseId caseId, String hop, String office, MissedKind kind, LocalDate missedOn) {}

    /**
     * What was taken back from an office before it had answered is not measured there at all, neither as received nor as
     * missed: whether it would have come to anything nobody can say any more. An own team keeps what it did not pass on.
     */
    private static final String NOT_TAKEN_BACK =
            """
            and (m.office like 'KIM%' or not exists (
                    select 1 from handovers h where h.id = m.handover_id and h.attempt = m.attempt
                      and h.state = 'WITHDRAWN' and h.declined_at is null)
                and not exists (
                    select 1 from handover_attempts a where a.handover_id = m.handover_id and a.attempt = m.attempt
                      and a.taken_back))
            order by m.missed_on, m.handover_id, m.ladder_round
            """;

    /** Found dropped on a day of the period, both days included, of all offices. */
    public List<Missed> missedBetween(LocalDate from, LocalDate to) {
        return jdbc.sql("select m.* from missed_handovers m where m.missed_on between :from and :to " + NOT_TAKEN_BACK)
                .param("from", from)
                .param("to", to)
                .query(Handovers::toMissed)
                .list();
    }

    /** The same of one step at one office. */
    public List<Missed> missedBetween(String office, String hop, LocalDate from, LocalDate to) {
        return jdbc.sql("select m.* from missed_handovers m"
                        + " where m.office = :office and m.hop = :hop and m.missed_on between :from and :to "
                        + NOT_TAKEN_BACK)
                .param("office", office)
                .param("hop", hop)
                .param("from", from)
                .param("to", to)
                .query(Handovers::toMissed)
                .list();
    }

    private static Missed toMissed(ResultSet row, int n) throws SQLException {
        return new Missed(
                new HandoverId(row.getObject("handover_id", UUID.class)),
                new CaseId(row.getString("case_number")),
                row.getString("hop"),
                row.getString("office"),
                MissedKind.valueOf(row.getString("missed_kind")),
                row.getObject("missed_on", LocalDate.class));
    }

    /**
     * One handover of a step to an office, as the measuring of effects counts it.
     *
     * @param startedOn the day it was sent, on paper the day it was posted; for an own team the day it was prepared
     * @param missedOn the first day this office was found to have dropped it, or null
     * @param answeredOn the day it was accepted, declined or closed, or null while it waits
     */
    public record Passing(
            HandoverId handoverId,
            CaseId caseId,
            LocalDate startedOn,
            LocalDate dueOn,
            @Nullable LocalDate missedOn,
            @Nullable LocalDate answeredOn) {}

    /**
     * Handovers of this step due in the period, both days included, that this office received: sent to it and, on paper,
     * posted, not taken back (nobody was asked after a refusal: that was answered) and not left to the person. For an own
     * team ({@code KIM-…}) it is what the team had to pass on, sent or not, and the wait ends when it was sent or posted;
     * those not needed do not count.
     */
    public List<Passing> dueIn(String office, String hop, LocalDate from, LocalDate to) {
        return jdbc.sql(
                        """
                        select p.*, (select min(m.missed_on) from missed_handovers m
                                     where m.handover_id = p.id and m.office = :office
                                       and (p.attempt is null or m.attempt = p.attempt)) as missed_on
                        from (
                            select h.id, h.attempt, h.case_number, h.due_on, h.sent_at as started_at,
                                h.reached_on as started_on,
                                coalesce(h.accepted_at, h.declined_at, h.closed_at) as answered_at,
                                cast(null as date) as answered_on
                            from handovers h
                            where h.receiver_office = :office and h.hop = :hop and h.due_on between :from and :to
                              and h.sent_at is not null and h.state not in ('NOT_NEEDED', 'SELF_SERVICE')
                              and (h.waiting_letter is null or h.acknowledged_at is not null)
                              and (h.state <> 'WITHDRAWN' or h.declined_at is not null)
                            union all
                            select a.handover_id, a.attempt, a.case_number, a.due_on, a.sent_at, a.reached_on,
                                a.answered_at, cast(null as date)
                            from handover_attempts a
                            where a.office = :office and a.hop = :hop and a.due_on between :from and :to
                              and a.sent_at is not null and not a.taken_back
                            union all
                            select h.id, cast(null as integer), h.case_number, h.due_on, h.created_at,
                                cast(null as date),
                                case when h.waiting_letter is not null and h.acknowledged_at is null then h.closed_at
                                    else coalesce(h.sent_at, h.closed_at) end,
                                h.reached_on
                            from handovers h join cases c on c.case_number = h.case_number
                                join competences k on k.kind = 'KIM' and k.municipality = c.municipality
                                    and k.valid_from <= h.due_on and (k.valid_to is null or k.valid_to >= h.due_on)
                            where k.office_code = :office and h.receiver_office <> :office and h.hop = :hop
                              and h.due_on between :from and :to and h.state <> 'NOT_NEEDED') p
                        order by p.due_on, p.id
                        """)
                .param("office", office)
                .param("hop", hop)
                .param("from", from)
                .param("to", to)
                .query(Handovers::toPassing)
                .list();
    }

    // ---- the clock ------------------------------------------------------------------------------------------

    /** The rows whose verdict could have changed, longest overdue first; nothing else is read. */
    List<Handover> due(Instant now, int limit) {
        return jdbc.sql(
                        """
                        select * from handovers where next_check_at <= :now
                        order by next_check_at, id fetch first :limit rows only
                        """)
                .param("now", timestamp(now))
                .param("limit", limit)
                .query(Handovers::toHandover)
                .list();
    }

    /** How long the longest overdue check has been waiting: empty if none is due. */
    Optional<Instant> oldestDue(Instant now) {
        return jdbc.sql("select min(next_check_at) as oldest from handovers where next_check_at <= :now")
                .param("now", timestamp(now))
                .query((row, n) -> Optional.ofNullable(instantOrNull(row, "oldest")))
                .single();
    }

    /** Notes when to look next, unless somebody changed the handover or another node looked meanwhile. */
    boolean checkAgain(Handover seen, @Nullable Instant next, int failures) {
        JdbcClient.StatementSpec update = jdbc.sql(
                        """
                        update handovers set next_check_at = :next, check_failures = :failures
                        where id = :id and version = :version and
                        """
                                + (seen.nextCheckAt() == null ? "next_check_at is null" : "next_check_at = :seen"))
                .param("next", next == null ? null : timestamp(next))
                .param("failures", failures)
                .param("id", seen.id().value())
                .param("version", seen.version());
        Instant before = seen.nextCheckAt();
        return (before == null ? update : update.param("seen", timestamp(before))).update() == 1;
    }

    // ---- writing --------------------------------------------------------------------------------------------

    void insert(HandoverPlan plan, HandoverId id, Owner owner, HandoverState state, Instant at, String by) {
        jdbc.sql(
                        """
                        insert into handovers (id, idempotency_key, case_number, hop, purpose, title, reason,
                            outcome_hint, legal_basis, rule_id, rule_set_version, giver_kind, giver_ref,
                            receiver_office, owner_kind, owner_ref, state, state_since, attempt, due_on, due_reason,
                            hard_on, data_categories, transfer_basis, version, created_at, created_by, updated_at,
                            closed_at, own_step, old_law_until, outcome_day)
                        values (:id, :key, :case, :hop, :purpose, :title, :reason, :hint, :basis, :rule, :ruleVersion,
                            :ownerKind, :ownerRef, :receiver, :ownerKind, :ownerRef, :state, :at, 1, :due, :dueReason,
                            :hard, :categories, :transferBasis, 0, :at, :by, :at, :closed, :own, :oldLawUntil,
                            :outcomeDay)
                        """)
                .param("id", id.value())
                .param("key", plan.idempotencyKey())
                .param("case", plan.caseId().number())
                .param("hop", plan.hop())
                .param("purpose", plan.purpose())
                .param("title", plan.title())
                .param("reason", plan.reason())
                .param("hint", plan.outcomeHint())
                .param("basis", plan.legalBasis())
                .param("rule", plan.ruleId())
                .param("ruleVersion", plan.ruleSetVersion())
                .param("ownerKind", owner.kind().name())
                .param("ownerRef", owner.ref())
                .param("receiver", plan.receiverOffice())
                .param("state", state.name())
                .param("at", timestamp(at))
                .param("due", plan.dueOn())
                .param("dueReason", plan.dueReason())
                .param("hard", plan.hardOn())
                .param("categories", joined(plan.dataCategories()))
                .param("transferBasis", plan.transferBasis())
                .param("by", by)
                .param("closed", state.closed() ? timestamp(at) : null)
                .param("own", plan.ownStep())
                .param("oldLawUntil", plan.oldLawUntil())
                .param("outcomeDay", plan.outcomeDay().name())
                .update();
    }

    /**
     * The one way to change a handover: only if it is still as it was seen and in one of the states. Whoever comes second
     * gets {@link Overtaken}.
     */
    Handover change(Handover seen, Set<HandoverState> from, Transition step, Instant at, String by) {
        boolean newState = step.to != seen.state();
        StringBuilder assignments = new StringBuilder();
        step.columns()
                .keySet()
                .forEach(column ->
                        assignments.append(", ").append(column).append(" = :").append(column));
        if (newState) {
            // A step taken answers the clock: what was dropped before is history, the next round starts anew.
            assignments.append(", state_since = :at, missed_kind = null, missed_on = null, ladder_level = 0,"
                    + " ladder_since = null");
        }
        if (newState && step.to.closed()) {
            assignments.append(", closed_at = :at, next_check_at = null");
        }
        Owner owner = step.ownerAfter(seen);
        JdbcClient.StatementSpec update = jdbc.sql("update handovers set state = :to, owner_kind = :ownerKind,"
                        + " owner_ref = :ownerRef, version = version + 1, updated_at = :at"
                        + assignments
                        + " where id = :id and version = :version and state in (:from)")
                .param("to", step.to.name())
                .param("ownerKind", owner.kind().name())
                .param("ownerRef", owner.ref())
                .param("at", timestamp(at))
                .param("id", seen.id().value())
                .param("version", seen.version())
                .param("from", names(from));
        for (Map.Entry<String, @Nullable Object> column : step.columns().entrySet()) {
            update = update.param(column.getKey(), stored(column.getValue()));
        }
        if (!from.contains(seen.state()) || update.update() != 1) {
            throw new Overtaken(get(seen.id()), lastEvent(seen.id()).orElseThrow());
        }
        append(
                new HandoverEvent(
                        seen.id(),
                        seen.version() + 1,
                        step.action,
                        seen.state(),
                        step.to,
                        seen.owner(),
                        owner,
                        seen.receiverOffice(),
                        step.code(),
                        step.note(),
                        step.contactName(),
                        step.contactOn(),
                        at,
                        by),
                seen.confidential());
        return get(seen.id());
    }

    /** @param confidential whatever anybody said about it is sealed */
    void append(HandoverEvent event, boolean confidential) {
        Owner fromOwner = event.fromOwner();
        HandoverState fromState = event.fromState();
        jdbc.sql(
                        """
                        insert into handover_events (handover_id, version, action, from_state, to_state,
                            from_owner_kind, from_owner_ref, to_owner_kind, to_owner_ref, office, code, note,
                            contact_name, contact_on, happened_at, happened_by, is_sealed)
                        values (:id, :version, :action, :from, :to, :fromKind, :fromRef, :toKind, :toRef, :office,
                            :code, :note, :contact, :contactOn, :at, :by, :sealed)
                        """)
                .param("sealed", confidential)
                .param("id", event.handoverId().value())
                .param("version", event.version())
                .param("action", event.action().name())
                .param("from", fromState == null ? null : fromState.name())
                .param("to", event.toState().name())
                .param("fromKind", fromOwner == null ? null : fromOwner.kind().name())
                .param("fromRef", fromOwner == null ? null : fromOwner.ref())
                .param("toKind", event.toOwner().kind().name())
                .param("toRef", event.toOwner().ref())
                .param("office", event.office())
                .param("code", event.code())
                .param("note", sealed(confidential, event.note(), place(event.handoverId(), event.version(), "note")))
                .param(
                        "contact",
                        sealed(
                                confidential,
                                event.contactName(),
                                place(event.handoverId(), event.version(), "contact")))
                .param("contactOn", event.contactOn())
                .param("at", timestamp(event.at()))
                .param("by", event.by())
                .update();
    }

    /** Seals some rows that an earlier version left readable; 0 if there is none. */
    int sealOldTrails(int limit) {
        int sealed = 0;
        for (HandoverEvent event : jdbc.sql(
                        """
                        select e.* from handover_events e join handovers h on h.id = e.handover_id
                        where h.purpose = :purpose and e.is_sealed = false
                        order by e.handover_id, e.version fetch next :limit rows only
                        """)
                .param("purpose", Handover.CONFIDENTIAL_PURPOSE)
                .param("limit", limit)
                .query(this::toEvent)
                .list()) {
            sealed += jdbc.sql(
                            """
                            update handover_events set note = :note, contact_name = :contact, is_sealed = true
                            where handover_id = :id and version = :version and is_sealed = false
                            """)
                    .param("note", sealed(true, event.note(), place(event.handoverId(), event.version(), "note")))
                    .param(
                            "contact",
                            sealed(true, event.contactName(), place(event.handoverId(), event.version(), "contact")))
                    .param("id", event.handoverId().value())
                    .param("version", event.version())
                    .update();
        }
        record Note(UUID handover, int round, int level, @Nullable String text) {}
        for (Note note : jdbc.sql(
                        """
                        select s.* from ladder_steps s join handovers h on h.id = s.handover_id
                        where h.purpose = :purpose and s.is_sealed = false and s.done_code is not null
                        order by s.handover_id, s.ladder_round, s.level fetch next :limit rows only
                        """)
                .param("purpose", Handover.CONFIDENTIAL_PURPOSE)
                .param("limit", limit)
                .query((row, n) -> new Note(
                        row.getObject("handover_id", UUID.class),
                        row.getInt("ladder_round"),
                        row.getInt("level"),
                        row.getString("note")))
                .list()) {
            sealed += jdbc.sql(
                            """
                            update ladder_steps set note = :note, is_sealed = true
                            where handover_id = :id and ladder_round = :round and level = :level and is_sealed = false
                            """)
                    .param(
                            "note",
                            sealed(
                                    true,
                                    note.text(),
                                    "ladder_steps:" + note.handover() + ":" + note.round() + ":" + note.level()))
                    .param("id", note.handover())
                    .param("round", note.round())
                    .param("level", note.level())
                    .update();
        }
        return sealed;
    }

    /** Keeps what a sending shares and on which consents it rests. */
    void keepSharing(Handover handover, List<DataField> fields, Collection<UUID> consents) {
        int position = 0;
        for (DataField field : fields) {
            jdbc.sql(
                            """
                            insert into handover_data_fields (handover_id, attempt, position, category, field_key,
                                label, field_value)
                            values (:id, :attempt, :position, :category, :key, :label, :value)
                            """)
                    .param("id", handover.id().value())
                    .param("attempt", handover.attempt())
                    .param("position", position++)
                    .param("category", field.category())
                    .param("key", field.key())
                    .param("label", field.label())
                    .param(
                            "value",
                            // Health never stands readable in a table.
                            sealed(field.category().equals(HEALTH), field.value(), place(handover.id(), field.key())))
                    .update();
        }
        for (UUID consent : consents) {
            jdbc.sql(
                            "insert into handover_consents (handover_id, attempt, consent_id) values (:id, :attempt, :consent)")
                    .param("id", handover.id().value())
                    .param("attempt", handover.attempt())
                    .param("consent", consent)
                    .update();
        }
    }

    /** Keeps how an attempt at one receiver went, before the next receiver takes its place. */
    void keepAttempt(Handover handover) {
        jdbc.sql(
                        """
                        insert into handover_attempts (handover_id, attempt, case_number, hop, office, prepared_at,
                            sent_at, due_on, answered_at, reached_on, taken_back)
                        select id, attempt, case_number, hop, receiver_office, created_at, sent_at, due_on,
                            coalesce(accepted_at, declined_at), reached_on, state = 'WITHDRAWN'
                        from handovers where id = :id and version = :version
                        """)
                .param("id", handover.id().value())
                .param("version", handover.version())
                .update();
    }

    void keepMissed(Handover handover, String office, MissedVerdict verdict, String ruleSetVersion, Instant at) {
        jdbc.sql(
                        """
                        insert into missed_handovers (handover_id, ladder_round, attempt, case_number, hop, office, missed_kind,
                            missed_on, rule_id, reason, rule_set_version, noticed_at)
                        values (:id, :round, :attempt, :case, :hop, :office, :kind, :on, :rule, :reason, :ruleVersion,
                            :at)
                        """)
                .param("id", handover.id().value())
                .param("round", handover.ladderRound())
                .param("attempt", handover.attempt())
                .param("case", handover.caseId().number())
                .param("hop", handover.hop())
                .param("office", office)
                .param("kind", verdict.kind().name())
                .param("on", verdict.missedOn())
                .param("rule", verdict.ruleId())
                .param("reason", verdict.reason())
                .param("ruleVersion", ruleSetVersion)
                .param("at", timestamp(at))
                .update();
    }

    void keepLadderStep(HandoverId id, int round, int level, @Nullable UUID letter, Instant at) {
        jdbc.sql(
                        """
                        insert into ladder_steps (handover_id, ladder_round, level, climbed_at, letter_id)
                        values (:id, :round, :level, :at, :letter)
                        """)
                .param("id", id.value())
                .param("round", round)
                .param("level", level)
                .param("at", timestamp(at))
                .param("letter", letter)
                .update();
    }

    /** The latest step of this level, in whichever round. */
    Optional<LadderStep> ladderStep(HandoverId id, int level) {
        return jdbc.sql(
                        """
                        select s.*, m.missed_kind, m.missed_on, m.reason, m.rule_id, m.rule_set_version
                        from ladder_steps s join missed_handovers m
                          on m.handover_id = s.handover_id and m.ladder_round = s.ladder_round
                        where s.handover_id = :id and s.level = :level
                        order by s.ladder_round desc fetch first 1 rows only
                        """)
                .param("id", id.value())
                .param("level", level)
                .query((row, n) -> new LadderStep(
                        row.getInt("ladder_round"),
                        row.getInt("level"),
                        instant(row, "climbed_at"),
                        row.getObject("letter_id", UUID.class),
                        MissedKind.valueOf(row.getString("missed_kind")),
                        row.getObject("missed_on", LocalDate.class),
                        row.getString("reason"),
                        row.getString("rule_id"),
                        row.getString("rule_set_version"),
                        row.getString("done_code"),
                        instantOrNull(row, "done_at")))
                .optional();
    }

    /** Returns false if somebody else has done this step. */
    boolean finishLadderStep(
            Handover handover, int round, int level, String code, @Nullable String note, Instant at, String by) {
        HandoverId id = handover.id();
        return jdbc.sql(
                                """
                                update ladder_steps set done_code = :code, done_at = :at, done_by = :by, note = :note,
                                    is_sealed = :sealed
                                where handover_id = :id and ladder_round = :round and level = :level
                                  and done_code is null
                                """)
                        .param("code", code)
                        .param("at", timestamp(at))
                        .param("by", by)
                        .param(
                                "note",
                                sealed(handover.confidential(), note, "ladder_steps:" + id + ":" + round + ":" + level))
                        .param("sealed", handover.confidential())
                        .param("id", id.value())
                        .param("round", round)
                        .param("level", level)
                        .update()
                == 1;
    }

    /** What was written for the steps that are still open. */
    List<UUID> lettersOfOpenLadderSteps(HandoverId id) {
        return jdbc.sql(
                        """
                        select letter_id from ladder_steps
                        where handover_id = :id and done_code is null and letter_id is not null
                        """)
                .param("id", id.value())
                .query(UUID.class)
                .list();
    }

    /** Whether a letter belongs to a step of a ladder that is open: whoever has that step sees to the letter. */
    boolean ofOpenLadderStep(UUID letter) {
        return jdbc.sql("select count(*) from ladder_steps where letter_id = :letter and done_code is null")
                        .param("letter", letter)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Ends the steps that are still open, so that none stays without a word on how it went; returns how many. */
    int endLadderSteps(HandoverId id, LadderEnd end, Instant at, String by) {
        return jdbc.sql(
                        """
                        update ladder_steps set done_code = :code, done_at = :at, done_by = :by
                        where handover_id = :id and done_code is null
                        """)
                .param("code", end.name())
                .param("at", timestamp(at))
                .param("by", by)
                .param("id", id.value())
                .update();
    }

    // ---- rows -----------------------------------------------------------------------------------------------

    private static @Nullable Object stored(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return timestamp(instant);
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static List<String> names(Collection<HandoverState> states) {
        return states.stream().map(Enum::name).sorted().toList();
    }

    private static String joined(Set<String> categories) {
        return categories.stream().sorted().collect(Collectors.joining(","));
    }

    private static Set<String> split(String categories) {
        return categories.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(categories.split(",")));
    }

    private static Handover toHandover(ResultSet row, int n) throws SQLException {
        return new Handover(
                new HandoverId(row.getObject("id", UUID.class)),
                row.getString("idempotency_key"),
                new CaseId(row.getString("case_number")),
                row.getString("hop"),
                row.getString("purpose"),
                row.getString("title"),
                row.getString("reason"),
                row.getString("outcome_hint"),
                row.getString("legal_basis"),
                row.getString("rule_id"),
                row.getString("rule_set_version"),
                row.getString("receiver_office"),
                new Owner(Owner.Kind.valueOf(row.getString("owner_kind")), row.getString("owner_ref")),
                HandoverState.valueOf(row.getString("state")),
                instant(row, "state_since"),
                row.getInt("attempt"),
                dayOrNull(row, "due_on"),
                row.getString("due_reason"),
                dayOrNull(row, "hard_on"),
                split(row.getString("data_categories")),
                row.getString("transfer_basis"),
                constantOrNull(row, "transfer_ground", TransferGround.class),
                row.getBoolean("own_step"),
                dayOrNull(row, "old_law_until"),
                instant(row, "created_at"),
                instantOrNull(row, "begun_at"),
                OutcomeDay.valueOf(row.getString("outcome_day")),
                dayOrNull(row, "stop_on"),
                dayOrNull(row, "covered_from"),
                row.getString("send_note"),
                row.getString("held_reason"),
                instantOrNull(row, "sent_at"),
                instantOrNull(row, "acknowledged_at"),
                instantOrNull(row, "accepted_at"),
                instantOrNull(row, "declined_at"),
                constantOrNull(row, "decline_reason", DeclineReason.class),
                constantOrNull(row, "outcome", Outcome.class),
                dayOrNull(row, "outcome_on"),
                row.getObject("waiting_letter", UUID.class),
                dayOrNull(row, "reached_on"),
                dayOrNull(row, "answer_reached_on"),
                dayOrNull(row, "told_on"),
                instantOrNull(row, "next_check_at"),
                row.getInt("check_failures"),
                constantOrNull(row, "missed_kind", MissedKind.class),
                dayOrNull(row, "missed_on"),
                row.getInt("ladder_round"),
                row.getInt("ladder_level"),
                instantOrNull(row, "ladder_since"),
                row.getInt("version"));
    }

    private HandoverEvent toEvent(ResultSet row, int n) throws SQLException {
        String fromKind = row.getString("from_owner_kind");
        HandoverId id = new HandoverId(row.getObject("handover_id", UUID.class));
        int version = row.getInt("version");
        boolean sealed = row.getBoolean("is_sealed");
        return new HandoverEvent(
                id,
                version,
                HandoverAction.valueOf(row.getString("action")),
                constantOrNull(row, "from_state", HandoverState.class),
                HandoverState.valueOf(row.getString("to_state")),
                fromKind == null ? null : new Owner(Owner.Kind.valueOf(fromKind), row.getString("from_owner_ref")),
                new Owner(Owner.Kind.valueOf(row.getString("to_owner_kind")), row.getString("to_owner_ref")),
                row.getString("office"),
                row.getString("code"),
                opened(sealed, row.getString("note"), place(id, version, "note")),
                opened(sealed, row.getString("contact_name"), place(id, version, "contact")),
                dayOrNull(row, "contact_on"),
                instant(row, "happened_at"),
                row.getString("happened_by"));
    }

    private static Passing toPassing(ResultSet row, int n) throws SQLException {
        Instant answered = instantOrNull(row, "answered_at");
        LocalDate startedOn = dayOrNull(row, "started_on");
        LocalDate answeredOn = dayOrNull(row, "answered_on");
        return new Passing(
                new HandoverId(row.getObject("id", UUID.class)),
                new CaseId(row.getString("case_number")),
                startedOn == null ? BusinessCalendar.dayOf(instant(row, "started_at")) : startedOn,
                row.getObject("due_on", LocalDate.class),
                dayOrNull(row, "missed_on"),
                answeredOn != null || answered == null ? answeredOn : BusinessCalendar.dayOf(answered));
    }
}
