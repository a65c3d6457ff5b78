package org.kimlotse.referral;

import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.goals.ConfidentialGoal;
import org.kimlotse.goals.ConfidentialGoals;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The goals told in confidence, sealed. What was signed stays, and so does what somebody said the outcome of; any other wording
 * gives way to the next. The last one told is signed with the next version of the agreement.
 */
@Repository
public class HealthGoals implements ConfidentialGoals {

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Health health;
    private final Actors actors;
    private final Clock clock;

    HealthGoals(JdbcClient jdbc, Seal seal, Health health, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.health = health;
        this.actors = actors;
        this.clock = clock;
    }

    @Override
    public Optional<ConfidentialGoal> in(GoalAgreement version) {
        return open(version.caseId()).stream()
                .filter(goal -> goal.signedBy(version.version()) || !goal.signed() && !version.signed())
                .reduce((older, newer) -> newer)
                .filter(goal -> !goal.givenUp());
    }

    @Override
    public List<String> changes(GoalAgreement before, GoalAgreement after) {
        Optional<ConfidentialGoal> was = in(before);
        Optional<ConfidentialGoal> is = in(after);
        if (was.isPresent() && is.isPresent()) {
            return was.get().saysTheSame(is.get())
                    ? List.of()
                    : List.of("geändert, vertraulich: bisher %s; jetzt %s"
                            .formatted(was.get().sentence(), is.get().sentence()));
        }
        return is
                .map(goal -> "neu, vertraulich: " + goal.sentence())
                .or(() -> was.map(goal -> "entfällt, vertraulich: " + goal.sentence()))
                .stream()
                .toList();
    }

    @Override
    @Transactional
    public void signed(CaseId caseId, int version) {
        unsigned(caseId).ifPresent(goal -> jdbc.sql("update health_goals set signed_version = :version where id = :id")
                .param("version", version)
                .param("id", goal.id())
                .update());
    }

    /** What was told last, signed or not; empty if nothing, and for everybody but the case's own manager. */
    public Optional<ConfidentialGoal> latest(CaseId caseId) {
        return newest(open(caseId));
    }

    /** What was told and has not been signed yet, a goal given up included. */
    public Optional<ConfidentialGoal> unsigned(CaseId caseId) {
        return latest(caseId).filter(goal -> !goal.signed());
    }

    /** Takes down what the person says; what was signed stays beside it. An empty goal gives it up. */
    @Transactional
    public void tell(CaseId caseId, String goal, String sign, @Nullable LocalDate dueOn) {
        health.requireOpen(caseId);
        List<ConfidentialGoal> told = of(caseId);
        if (newest(told).map(last -> last.saysTheSame(goal, sign, dueOn)).orElse(goal.isEmpty())) {
            return;
        }
        jdbc.sql(
                        """
                        delete from health_goals
                        where case_number = :case and signed_version is null and sealed_outcome is null
                        """)
                .param("case", caseId.number())
                .update();
        if (newest(told.stream().filter(ConfidentialGoal::stays).toList())
                .map(kept -> kept.saysTheSame(goal, sign, dueOn))
                .orElse(goal.isEmpty())) {
            return;
        }
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into health_goals (id, case_number, sealed_goal, sealed_sign, sealed_due, told_at, told_by)
                        values (:id, :case, :goal, :sign, :due, :at, :by)
                        """)
                .param("id", id)
                .param("case", caseId.number())
                .param("goal", seal.seal(goal, place(id, "goal")))
                .param("sign", seal.seal(sign, place(id, "sign")))
                .param("due", seal.seal(dueOn == null ? "" : dueOn.toString(), place(id, "due")))
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    /** The goal that holds: the one signed last, else the one told; empty for everybody but the case's own manager. */
    public Optional<ConfidentialGoal> inForce(CaseId caseId) {
        List<ConfidentialGoal> told = open(caseId);
        return newest(told.stream().filter(ConfidentialGoal::signed).toList())
                .or(() -> newest(told))
                .filter(goal -> !goal.givenUp());
    }

    /** What became of the goal in force, by the code of the form. */
    @Transactional
    public void judge(CaseId caseId, String outcome, String words) {
        health.requireOpen(caseId);
        inForce(caseId).ifPresent(goal -> jdbc.sql(
                        "update health_goals set sealed_outcome = :outcome, sealed_words = :words where id = :id")
                .param("outcome", seal.seal(outcome, place(goal.id(), "outcome")))
                .param("words", seal.seal(words, place(goal.id(), "words")))
                .param("id", goal.id())
                .update());
    }

    private List<ConfidentialGoal> open(CaseId caseId) {
        return health.open(caseId) ? of(caseId) : List.of();
    }

    private static Optional<ConfidentialGoal> newest(List<ConfidentialGoal> goals) {
        return goals.stream().reduce((older, newer) -> newer);
    }

    /** In the order in which they were told. Of one moment, who was judged unsigned came first and who waits for a signature last. */
    List<ConfidentialGoal> of(CaseId caseId) {
        return jdbc.sql(
                        """
                        select * from health_goals where case_number = :case
                        order by told_at,
                            case when signed_version is not null then 1 when sealed_outcome is null then 2 else 0 end,
                            signed_version
                        """)
                .param("case", caseId.number())
                .query(this::read)
                .list();
    }

    private ConfidentialGoal read(ResultSet row, int n) throws SQLException {
        UUID id = id(row, "id");
        String due = opened(row, id, "due");
        return new ConfidentialGoal(
                id,
                opened(row, id, "goal"),
                opened(row, id, "sign"),
                due.isEmpty() ? null : LocalDate.parse(due),
                instant(row, "told_at"),
                row.getString("told_by"),
                row.getObject("signed_version", Integer.class),
                opened(row, id, "outcome"),
                opened(row, id, "words"));
    }

    private String opened(ResultSet row, UUID id, String what) throws SQLException {
        String sealed = row.getString("sealed_" + what);
        return sealed == null ? "" : seal.open(sealed, place(id, what));
    }

    private static String place(UUID id, String what) {
        return "health_goals:" + id + ":" + what;
    }
}
