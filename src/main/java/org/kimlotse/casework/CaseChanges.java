package org.kimlotse.casework;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What changed in a case between two assessments. After a crisis, and when a referral ended without a result, the case is
 * assessed anew at once; of everything else a person decides in one task, however many changes come together.
 */
@Service
public class CaseChanges {

    public static final String PROCESS = "case-management";
    public static final String REASSESSMENT_DUE = "case.reassessmentDue";
    public static final String ACCOMPANY = "userTask_accompany";

    /** Where a re-assessment can begin. */
    private static final List<String> WAITING = List.of(ACCOMPANY, "userTask_close");

    static final String CHANGED = "case.changed";
    static final String REASSESSED = "case.reassessed";

    /** Whoever stands here is looking at the whole situation already. */
    private static final List<String> ASSESSING =
            List.of("userTask_assess", "serviceTask_decideBenefitLaw", "userTask_reviewBenefitLaw");

    private static final int LONGEST = 2_000;

    /** What became of a report. */
    public enum Noted {
        /** The case is assessed anew: the task „Lage erfassen“ is open. */
        ASSESSING,
        /** The task „Lage neu prüfen“ is open. */
        TO_REVIEW
    }

    private final JdbcClient jdbc;
    private final Cases cases;
    private final CaseAccess access;
    private final Compartment compartment;
    private final Workflows workflows;
    private final Actors actors;
    private final Clock clock;

    CaseChanges(
            JdbcClient jdbc,
            Cases cases,
            CaseAccess access,
            Compartment compartment,
            Workflows workflows,
            Actors actors,
            Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.access = access;
        this.compartment = compartment;
        this.workflows = workflows;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Somebody of the team reports a change.
     *
     * @throws Refused in German: not theirs, closed, first contact not done, a day to come, nothing said
     */
    @Transactional
    public Noted report(CaseId caseId, CaseChange.Kind kind, LocalDate happenedOn, String detail) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        String text = Texts.clean(detail);
        List<Refused.Problem> problems = new ArrayList<>();
        if (!CaseChange.Kind.reportable().contains(kind)) {
            problems.add(new Refused.Problem("kind", "Das bemerkt Lotse selbst."));
        }
        if (happenedOn.isAfter(BusinessCalendar.today(clock))) {
            problems.add(new Refused.Problem(
                    "day", "Der %s liegt in der Zukunft.".formatted(BusinessCalendar.german(happenedOn))));
        }
        if (text.isEmpty()) {
            problems.add(new Refused.Problem("detail", "Bitte schreiben Sie kurz, was sich geändert hat."));
        }
        if (Texts.length(text) > LONGEST) {
            problems.add(new Refused.Problem("detail", "Der Text ist zu lang: höchstens 2.000 Zeichen."));
        }
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        if (!workflows.isRunning(PROCESS, caseId.number())) {
            throw new Refused(
                    "Der Fall ist noch im Erstkontakt oder wird nur beraten. Bitte tragen Sie die Änderung in der offenen Aufgabe ein.");
        }
        return note(caseId, kind, happenedOn, text, false);
    }

    /** Lotse itself noticed a change; of no meaning before case management has begun and after the case was closed. */
    @Transactional
    public void noticed(CaseId caseId, CaseChange.Kind kind, String detail) {
        noticed(caseId, kind, detail, false);
    }

    /** The same; of a confidential change nobody but who runs the case learns more than that there was one. */
    @Transactional
    public void noticed(CaseId caseId, CaseChange.Kind kind, String detail, boolean confidential) {
        if (!workflows.isRunning(PROCESS, caseId.number()) || !cases.get(caseId).open()) {
            return;
        }
        cases.lockOpen(caseId);
        note(caseId, kind, BusinessCalendar.today(clock), detail, confidential);
    }

    private Noted note(CaseId caseId, CaseChange.Kind kind, LocalDate happenedOn, String detail, boolean confidential) {
        String number = caseId.number();
        boolean assessing = ASSESSING.stream().anyMatch(step -> workflows.standsAt(PROCESS, number, step));
        boolean asked = !open(caseId).isEmpty();
        insert(caseId, kind, happenedOn, detail, confidential);
        if (assessing) {
            return Noted.ASSESSING;
        }
        if (kind.compels() && workflows.broadcast(REASSESSMENT_DUE, number, Answers.none()) > 0) {
            return Noted.ASSESSING;
        }
        if (!asked) {
            workflows.correlate(CHANGED, number, Answers.none());
        }
        return Noted.TO_REVIEW;
    }

    /** Whether the case stands where its situation can be recorded anew. */
    public boolean canReassess(CaseId caseId) {
        return WAITING.stream().anyMatch(step -> workflows.standsAt(PROCESS, caseId.number(), step));
    }

    /** What the acting user may read of what nobody has looked at yet, oldest first. */
    public List<CaseChange> shownOpen(CaseId caseId) {
        return shown(caseId).stream().filter(CaseChange::open).toList();
    }

    /** What the acting user may read, oldest first: of a crisis, and of the end of a confidential referral, not what it was. */
    public List<CaseChange> shown(CaseId caseId) {
        boolean inside = compartment.open(caseId);
        return of(caseId).stream()
                .map(change -> inside ? change : change.withoutHealth())
                .toList();
    }

    /** What nobody has looked at yet, oldest first. */
    public List<CaseChange> open(CaseId caseId) {
        return of(caseId).stream().filter(CaseChange::open).toList();
    }

    /** Oldest first. */
    public List<CaseChange> of(CaseId caseId) {
        return jdbc.sql("select * from case_changes where case_number = :case order by recorded_at, id")
                .param("case", caseId.number())
                .query(CaseChanges::read)
                .list();
    }

    /**
     * A person looked at changes and says why the case need not be assessed anew. What they did not see, because it came
     * while they were reading, is asked again.
     */
    @Transactional
    public void notNeeded(CaseId caseId, Collection<UUID> seen, String why) {
        cases.lockOpen(caseId);
        List<CaseChange> open = open(caseId);
        open.stream()
                .filter(change -> seen.contains(change.id()))
                .forEach(change -> settle(change.id(), CaseChange.Settled.NOT_NEEDED, why));
        if (!seen.containsAll(open.stream().map(CaseChange::id).toList())) {
            workflows.correlate(CHANGED, caseId.number(), Answers.none());
        }
    }

    /** The whole situation was looked at: whatever was open is part of it, and the task that asks goes away. */
    @Transactional
    public void reassessed(CaseId caseId) {
        List<CaseChange> open = open(caseId);
        open.forEach(change -> settle(change.id(), CaseChange.Settled.REASSESSED, ""));
        if (!open.isEmpty()) {
            workflows.broadcast(REASSESSED, caseId.number(), Answers.none());
        }
    }

    /**
     * A change that nobody has looked at yet was undone, so that there is nothing to look at.
     *
     * @return whether there was one
     */
    @Transactional
    public boolean undone(CaseId caseId, CaseChange.Kind kind, String detail) {
        List<CaseChange> taken = open(caseId).stream()
                .filter(change -> change.kind() == kind && change.detail().equals(detail))
                .toList();
        taken.forEach(change -> settle(change.id(), CaseChange.Settled.NOT_NEEDED, "wieder rückgängig gemacht"));
        if (!taken.isEmpty() && open(caseId).isEmpty()) {
            workflows.broadcast(REASSESSED, caseId.number(), Answers.none());
        }
        return !taken.isEmpty();
    }

    private void settle(UUID id, CaseChange.Settled as, String note) {
        jdbc.sql(
                        """
                        update case_changes set settled_at = :at, settled_by = :by, settled_as = :as, settled_note = :note
                        where id = :id and settled_at is null
                        """)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .param("as", as.name())
                .param("note", note)
                .param("id", id)
                .update();
    }

    private void insert(
            CaseId caseId, CaseChange.Kind kind, LocalDate happenedOn, String detail, boolean confidential) {
        jdbc.sql(
                        """
                        insert into case_changes (id, case_number, kind, detail, happened_on, recorded_at, recorded_by,
                            settled_note, is_confidential)
                        values (:id, :case, :kind, :detail, :on, :at, :by, '', :confidential)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", caseId.number())
                .param("kind", kind.name())
                .param("detail", detail)
                .param("on", happenedOn)
                .param("confidential", confidential)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    private static CaseChange read(ResultSet row, int n) throws SQLException {
        return new CaseChange(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                CaseChange.Kind.valueOf(row.getString("kind")),
                row.getString("detail"),
                Objects.requireNonNull(row.getObject("happened_on", LocalDate.class)),
                instant(row, "recorded_at"),
                row.getString("recorded_by"),
                instantOrNull(row, "settled_at"),
                constantOrNull(row, "settled_as", CaseChange.Settled.class),
                row.getString("settled_note"),
                row.getBoolean("is_confidential"));
    }
}
