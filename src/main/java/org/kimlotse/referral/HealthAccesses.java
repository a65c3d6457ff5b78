package org.kimlotse.referral;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.CompartmentLock;
import org.kimlotse.casefile.CompartmentLocks;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Seal;
import org.kimlotse.shared.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Breaking the glass of the health compartment. It opens one page to read, for one person, for a day; no task, no list and
 * no other page. The case's own manager and somebody of coordination look at every such access afterwards.
 */
@Service
public class HealthAccesses {

    public static final String PROCESS = "confidential-access";

    static final String COORDINATION = "coordination";
    private static final int SHORTEST = 20;
    private static final int LONGEST = 2_000;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Cases cases;
    private final CompartmentLocks locks;
    private final Health health;
    private final Workflows workflows;
    private final Actors actors;
    private final Clock clock;
    private final Duration openFor;

    HealthAccesses(
            JdbcClient jdbc,
            Seal seal,
            Cases cases,
            CompartmentLocks locks,
            Health health,
            Workflows workflows,
            Actors actors,
            Clock clock,
            @Value("${lotse.health.break-glass:PT24H}") Duration openFor) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.cases = cases;
        this.locks = locks;
        this.health = health;
        this.workflows = workflows;
        this.actors = actors;
        this.clock = clock;
        this.openFor = openFor;
    }

    /** Whether the acting user may break the glass here: the case's team, and coordination. */
    public boolean mayOpen(CaseId caseId) {
        return actors.current()
                .filter(actor -> cases.find(caseId, actor.teams()).isPresent()
                        || actor.in(COORDINATION) && cases.find(caseId).isPresent())
                .isPresent();
    }

    /** Whether the acting user may read inside now. */
    public boolean mayRead(CaseId caseId) {
        return health.open(caseId) || current(caseId).isPresent();
    }

    /** The acting user's own access, as long as it lasts. */
    public Optional<HealthAccess> current(CaseId caseId) {
        return actors.current().filter(actor -> mayOpen(caseId)).flatMap(actor -> of(caseId).stream()
                .filter(access -> access.userId().equals(actor.id()))
                .filter(access -> clock.instant().isBefore(access.until()))
                .findFirst());
    }

    /**
     * Opens the compartment for the acting user; two people are asked to look at it.
     *
     * @throws Refused in German
     */
    @Transactional
    public HealthAccess open(CaseId caseId, String reason) {
        if (!mayOpen(caseId)) {
            throw new Refused("Den Fall %s gibt es nicht, oder er gehört nicht zu Ihrem Team.".formatted(caseId));
        }
        if (health.open(caseId)) {
            throw new Refused("Sie führen diesen Fall selbst: Der Bereich ist für Sie offen.");
        }
        String why = Texts.clean(reason);
        if (Texts.length(why) < SHORTEST) {
            throw new Refused(List.of(new Refused.Problem(
                    "reason", "Bitte begründen Sie in einem Satz, warum Sie jetzt hineinsehen müssen.")));
        }
        if (Texts.length(why) > LONGEST) {
            throw new Refused(
                    List.of(new Refused.Problem("reason", "Die Begründung ist zu lang: höchstens 2.000 Zeichen.")));
        }
        Optional<HealthAccess> already = current(caseId);
        if (already.isPresent()) {
            return already.get();
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into health_accesses (id, case_number, user_id, sealed_reason, opened_at, open_until)
                        values (:id, :case, :user, :reason, :at, :until)
                        """)
                .param("id", id)
                .param("case", caseId.number())
                .param("user", actors.currentId())
                .param("reason", seal.seal(why, place(id, "reason")))
                .param("at", timestamp(now))
                .param("until", timestamp(now.plus(openFor)))
                .update();
        Case file = cases.get(caseId);
        // While coordination has not confirmed who took a case, its former manager looks at it, or people judged
        // themselves.
        String judge = locks.shutting(caseId).map(CompartmentLock::former).orElse(file.caseManager());
        workflows.start(PROCESS, id.toString(), CaseVariables.of(file).and(CaseVariables.CASE_MANAGER, judge));
        return get(id);
    }

    public HealthAccess get(UUID id) {
        return jdbc.sql("select * from health_accesses where id = :id")
                .param("id", id)
                .query(HealthAccesses::read)
                .single();
    }

    /** Newest first. */
    public List<HealthAccess> of(CaseId caseId) {
        return jdbc.sql("select * from health_accesses where case_number = :case order by opened_at desc, id")
                .param("case", caseId.number())
                .query(HealthAccesses::read)
                .list();
    }

    /** Whether this user broke the glass and their half of the review is still owed. */
    boolean looked(CaseId caseId, String userId) {
        return of(caseId).stream().anyMatch(access -> access.userId().equals(userId) && access.byManager() == null);
    }

    /** For the two who look at it. */
    public String reason(UUID id) {
        return jdbc.sql("select sealed_reason from health_accesses where id = :id")
                .param("id", id)
                .query((row, n) -> seal.open(row.getString(1), place(id, "reason")))
                .single();
    }

    /**
     * What the case's own manager makes of an access.
     *
     * @param note may be empty
     * @throws Refused in German: nobody judges their own access
     */
    @Transactional
    public void reviewedByManager(UUID id, HealthAccess.Verdict verdict, String note) {
        refuseOwn(id);
        review(id, verdict, note, "manager");
    }

    /** @throws Refused in German: nobody judges their own access */
    @Transactional
    public void reviewedByCoordination(UUID id, HealthAccess.Verdict verdict, String note) {
        refuseOwn(id);
        review(id, verdict, note, COORDINATION);
    }

    private void refuseOwn(UUID id) {
        if (get(id).userId().equals(actors.currentId())) {
            throw new Refused("Wer selbst hineingesehen hat, prüft es nicht. Bitte geben Sie die Aufgabe weiter.");
        }
    }

    /** An access that was not justified ends at once. */
    private void review(UUID id, HealthAccess.Verdict verdict, String note, String who) {
        jdbc.sql(
                        "update health_accesses set %1$s_verdict = :verdict, %1$s_note = :note, %1$s_by = :by, %1$s_at = :at where id = :id"
                                .formatted(who))
                .param("verdict", verdict.name())
                .param("note", note.isEmpty() ? null : seal.seal(note, place(id, who)))
                .param("by", actors.currentId())
                .param("at", timestamp(clock.instant()))
                .param("id", id)
                .update();
        if (verdict == HealthAccess.Verdict.NOT_JUSTIFIED) {
            jdbc.sql("update health_accesses set open_until = :at where id = :id and open_until > :at")
                    .param("at", timestamp(clock.instant()))
                    .param("id", id)
                    .update();
        }
    }

    private static String place(UUID id, String column) {
        return "health_accesses:" + id + ":" + column;
    }

    private static HealthAccess read(ResultSet row, int n) throws SQLException {
        return new HealthAccess(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                row.getString("user_id"),
                instant(row, "opened_at"),
                instant(row, "open_until"),
                constantOrNull(row, "manager_verdict", HealthAccess.Verdict.class),
                constantOrNull(row, "coordination_verdict", HealthAccess.Verdict.class));
    }
}
