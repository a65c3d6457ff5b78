package org.kimlotse.casework;

import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverPauseEnded;
import org.kimlotse.handover.HandoverPauses;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverPause;
import org.kimlotse.intake.AcuteDanger;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Seal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Crises of a case: a person acts first, nothing is sent by itself, the clocks of the case stand still, and somebody asks
 * again on the next working day. What was noted is sealed.
 */
@Service
public class Crises implements HandoverPauses {

    public static final String PROCESS = "crisis";

    private static final String ACT = "userTask_actNow";
    private static final String FOLLOW_UP = "userTask_followUp";

    /** What the first contact waits for. */
    private static final String OVER = "intake.crisisOver";

    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    /** Whose clocks run on: its own, and the period to sue, which no pause stops. */
    private static final Set<String> STAY_AWAKE = Set.of(PROCESS, "legal-advice");

    /** The first day of a new law comes when it comes. */
    private static final Set<String> FIXED = Set.of("timer_lawChanges");

    private static final int NEAR_WD = 5;

    /**
     * @param reportedAt UTC
     * @param actedAt UTC, null as long as nobody has acted
     * @param inCharge user id of who acted, or asked again last; null as long as nobody has, and in what older versions kept
     * @param endedAt UTC, null as long as it lasts
     */
    public record Crisis(
            UUID id,
            CaseId caseId,
            Instant reportedAt,
            String reportedBy,
            @Nullable Instant actedAt,
            @Nullable String inCharge,
            @Nullable Instant endedAt) {

        public boolean open() {
            return endedAt == null;
        }

        /** The name of the task that is open now, German. */
        public String step() {
            return actedAt == null ? "Sofort handeln" : "Am nächsten Arbeitstag nachfragen";
        }
    }

    /**
     * What was heard on asking again.
     *
     * @param at UTC
     * @param by empty where an older version did not keep it
     */
    public record Note(Instant at, String by, String text) {

        @Override
        public String toString() {
            return "Note[" + at + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Cases cases;
    private final CaseAccess access;
    private final Workflows workflows;
    private final Actors actors;
    private final CaseChanges changes;
    private final Handovers handovers;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final RuleBook rules;

    Crises(
            JdbcClient jdbc,
            Seal seal,
            Cases cases,
            CaseAccess access,
            Workflows workflows,
            Actors actors,
            CaseChanges changes,
            Handovers handovers,
            ApplicationEventPublisher events,
            RuleBook rules,
            Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.cases = cases;
        this.access = access;
        this.workflows = workflows;
        this.actors = actors;
        this.changes = changes;
        this.handovers = handovers;
        this.events = events;
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Reports a crisis; the task to act is there at once, also if somebody acted in an earlier one and has yet to ask again.
     *
     * @throws Refused in German, if it is not their case, it is closed, or nobody has acted yet in the crisis reported before
     */
    @Transactional
    public Crisis report(CaseId caseId) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        endActed(caseId);
        return begin(caseId);
    }

    /** The first question of the first contact was answered with yes; somebody may have reported it already and not acted yet. */
    @EventListener
    void on(AcuteDanger found) {
        cases.lockOpen(found.caseId());
        endActed(found.caseId());
        if (open(found.caseId()).isEmpty()) {
            begin(found.caseId());
        }
    }

    /** Who has yet to ask again after an earlier danger need not: somebody has to act now. */
    private void endActed(CaseId caseId) {
        open(caseId).filter(before -> before.actedAt() != null).ifPresent(before -> {
            workflows.cancel(PROCESS, before.id().toString(), "danger-again");
            close(before.id());
            goOn(get(before.id()));
        });
    }

    private Crisis begin(CaseId caseId) {
        Case file = cases.lockOpen(caseId);
        // The case is locked: two reports at once come one after the other.
        open(caseId).ifPresent(before -> {
            throw new Refused("Für diesen Fall ist schon eine Krise gemeldet. " + whereItLies(before));
        });
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into crises (id, case_number, open_key, reported_at, reported_by)
                        values (:id, :case, :case, :at, :by)
                        """)
                .param("id", id)
                .param("case", caseId.number())
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
        workflows.hold(caseId.number(), STAY_AWAKE);
        workflows.start(PROCESS, id.toString(), CaseVariables.of(file));
        // Who saw it acts; nobody waits for whoever runs the case.
        actors.current().ifPresent(reporter -> workflows.assignFirstTask(id.toString(), reporter.id()));
        return get(id);
    }

    /** In whose list the open task is, one German sentence for the acting user. */
    public String whereItLies(Crisis crisis) {
        return holder(crisis)
                .map(user -> user.equals(actors.currentId())
                        ? "Die Aufgabe „%s“ liegt in Ihrer Aufgabenliste.".formatted(crisis.step())
                        : "Die Aufgabe „%s“ liegt bei %s.%s"
                                .formatted(
                                        crisis.step(),
                                        actors.displayName(user),
                                        crisis.actedAt() == null
                                                ? " Ist dort niemand zu erreichen, handeln Sie trotzdem."
                                                : ""))
                .orElse("Die Aufgabe „%s“ hat noch niemand; sie liegt in der Aufgabenliste unter „Team – offen“."
                        .formatted(crisis.step()));
    }

    /** By when somebody has to have acted (UTC). */
    public Instant actUntil(Crisis crisis) {
        return crisis.reportedAt().plus(rules.crisisLimit(BusinessCalendar.dayOf(crisis.reportedAt())));
    }

    /** Within which time somebody has to have acted, as of today. */
    public Duration limit() {
        return rules.crisisLimit(BusinessCalendar.today(clock));
    }

    public Crisis get(UUID id) {
        return jdbc.sql("select * from crises where id = :id")
                .param("id", id)
                .query(Crises::read)
                .single();
    }

    public Optional<Crisis> open(CaseId caseId) {
        return jdbc.sql("select * from crises where open_key = :case")
                .param("case", caseId.number())
                .query(Crises::read)
                .optional();
    }

    /** Newest first; of two reported at the same moment, the one that goes on. */
    public List<Crisis> of(CaseId caseId) {
        return jdbc.sql(
                        """
                        select * from crises where case_number = :case
                        order by reported_at desc, ended_at desc nulls first, id
                        """)
                .param("case", caseId.number())
                .query(Crises::read)
                .list();
    }

    @Transactional
    public void acted(UUID id) {
        jdbc.sql("update crises set acted_at = :at, in_charge = :by where id = :id and acted_at is null")
                .param("at", timestamp(clock.instant()))
                .param("by", me())
                .param("id", id)
                .update();
    }

    private @Nullable String me() {
        return actors.current().map(Actors.Actor::id).orElse(null);
    }

    private Optional<String> holder(Crisis crisis) {
        return workflows.assignee(crisis.id().toString(), task(crisis));
    }

    /**
     * What is open was not done in time: who of the team says that somebody does it has the task; who is not of the team sets it
     * free for all.
     */
    @Transactional
    public void takenOver(UUID id) {
        Crisis crisis = get(id);
        Optional<String> oneOfTheTeam = actors.current()
                .filter(actor -> access.visible(crisis.caseId()))
                .map(Actors.Actor::id);
        workflows.giveTask(id.toString(), task(crisis), oneOfTheTeam);
    }

    private static String task(Crisis crisis) {
        return crisis.actedAt() == null ? ACT : FOLLOW_UP;
    }

    /** Somebody asked again. */
    @Transactional
    public void followedUp(UUID id, boolean over) {
        jdbc.sql("update crises set is_over = :over, in_charge = :by where id = :id")
                .param("over", over)
                .param("by", me())
                .param("id", id)
                .update();
    }

    /** Whether the danger was over when somebody last asked. */
    public boolean over(UUID id) {
        return jdbc.sql("select is_over from crises where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Adds what was heard on asking again, sealed. */
    @Transactional
    public void note(UUID id, String note) {
        UUID noteId = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into crisis_notes (id, crisis_id, sealed_note, recorded_at, recorded_by)
                        values (:id, :crisis, :note, :at, :by)
                        """)
                .param("id", noteId)
                .param("crisis", id)
                .param("note", seal.seal(note, notePlace(noteId)))
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    /** What was heard on asking again, oldest first; for the health compartment. */
    public List<Note> notes(UUID id) {
        List<Note> notes = new ArrayList<>();
        Crisis crisis = get(id);
        // Older versions kept one note in the row of the crisis.
        jdbc.sql("select sealed_note from crises where id = :id and sealed_note is not null")
                .param("id", id)
                .query(String.class)
                .optional()
                .ifPresent(kept -> notes.add(new Note(
                        crisis.actedAt() == null ? crisis.reportedAt() : crisis.actedAt(),
                        "",
                        seal.open(kept, place(id)))));
        notes.addAll(jdbc.sql("select * from crisis_notes where crisis_id = :id order by seq")
                .param("id", id)
                .query((row, n) -> new Note(
                        instant(row, "recorded_at"),
                        row.getString("recorded_by"),
                        seal.open(row.getString("sealed_note"), notePlace(id(row, "id")))))
                .list());
        return notes;
    }

    /** The danger is over: who waited for that goes on. */
    @Transactional
    public void end(UUID id) {
        close(id);
        Crisis over = get(id);
        String number = over.caseId().number();
        // First: the timer of the task that ends with it is not to be woken.
        changes.noticed(over.caseId(), CaseChange.Kind.CRISIS, "Die Krise ist vorüber.", true);
        goOn(over);
        workflows.broadcast(OVER, number, Answers.none());
        String urgent = urgent(over.caseId());
        if (!urgent.isEmpty()) {
            changes.noticed(over.caseId(), CaseChange.Kind.OTHER, urgent);
        }
    }

    private void goOn(Crisis over) {
        workflows.goOn(over.caseId().number(), over.reportedAt(), STAY_AWAKE, FIXED);
        events.publishEvent(new HandoverPauseEnded(over.caseId(), pause(over)));
    }

    /** A last day without loss does not wait for anybody: what is near or past has to be said when the case goes on. */
    private String urgent(CaseId caseId) {
        LocalDate near = BusinessCalendar.plusArbeitstage(BusinessCalendar.today(clock), NEAR_WD);
        String steps = handovers.openOf(caseId).stream()
                .filter(h ->
                        !h.confidential() && h.hardOn() != null && !h.hardOn().isAfter(near))
                .sorted(Comparator.comparing(Handover::hardOn))
                .map(h -> "%s, letzter Tag ohne Verlust %s"
                        .formatted(h.title(), BusinessCalendar.german(Objects.requireNonNull(h.hardOn()))))
                .collect(Collectors.joining("; "));
        return steps.isEmpty() ? "" : "Eilig, die Pause verschiebt diesen Tag nicht: %s.".formatted(steps);
    }

    /** What is made while a case stands still stands still too. */
    @Scheduled(
            fixedDelayString = "${lotse.handover.sweep-every:PT1M}",
            initialDelayString = "${lotse.handover.sweep-every:PT1M}")
    public void holdWhatIsNew() {
        jdbc.sql("select open_key from crises where open_key is not null")
                .query(String.class)
                .list()
                .forEach(number -> workflows.hold(number, STAY_AWAKE));
    }

    private void close(UUID id) {
        jdbc.sql("update crises set ended_at = :at, open_key = null where id = :id and ended_at is null")
                .param("at", timestamp(clock.instant()))
                .param("id", id)
                .update();
    }

    @EventListener
    void on(CaseClosed closed) {
        open(closed.caseId()).ifPresent(crisis -> {
            workflows.cancel(PROCESS, crisis.id().toString(), "case-closed");
            close(crisis.id());
        });
    }

    @Override
    public Optional<Standstill> now(CaseId caseId) {
        return open(caseId)
                .map(crisis -> new Standstill(
                        crisis.reportedAt(),
                        clock.instant().plus(LOOK_AGAIN),
                        "Der Fall ist angehalten: Die Aufgabe „%s“ ist offen. Bis die Gefahr vorüber ist, wird in diesem Fall nichts versendet."
                                .formatted(crisis.step())));
    }

    @Override
    public Map<CaseId, List<HandoverPause>> of(Collection<CaseId> caseIds) {
        if (caseIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select * from crises where case_number in (:cases) order by reported_at, id")
                .param("cases", caseIds.stream().map(CaseId::number).toList())
                .query(Crises::read)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Crisis::caseId, Collectors.mapping(this::pause, Collectors.toUnmodifiableList())));
    }

    private HandoverPause pause(Crisis crisis) {
        Instant ended = crisis.endedAt();
        return new HandoverPause(
                BusinessCalendar.dayOf(crisis.reportedAt()),
                ended == null ? BusinessCalendar.today(clock) : BusinessCalendar.dayOf(ended));
    }

    private static String notePlace(UUID id) {
        return "crisis_notes:" + id;
    }

    private static String place(UUID id) {
        return "crises:" + id + ":note";
    }

    private static Crisis read(ResultSet row, int n) throws SQLException {
        return new Crisis(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                instant(row, "reported_at"),
                row.getString("reported_by"),
                instantOrNull(row, "acted_at"),
                row.getString("in_charge"),
                instantOrNull(row, "ended_at"));
    }
}
