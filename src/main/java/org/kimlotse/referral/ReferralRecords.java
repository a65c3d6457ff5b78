package org.kimlotse.referral;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The referrals, which handover each of their steps is, and what was found out on the way. */
@Repository
public class ReferralRecords {

    /** @param round counts the attempts at this step, from 1 */
    record Step(String step, int round, HandoverId handover) {}

    private final JdbcClient jdbc;

    ReferralRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Referral get(ReferralId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no referral " + id));
    }

    public Optional<Referral> find(ReferralId id) {
        return jdbc.sql("select * from referrals where id = :id")
                .param("id", id.value())
                .query(ReferralRecords::read)
                .optional();
    }

    /** Newest first. */
    public List<Referral> of(CaseId caseId) {
        return jdbc.sql("select * from referrals where case_number = :case order by opened_at desc, id")
                .param("case", caseId.number())
                .query(ReferralRecords::read)
                .list();
    }

    /** Newest first. */
    List<Referral> of(CaseId caseId, ReferralKind kind) {
        return of(caseId).stream().filter(r -> r.kind() == kind).toList();
    }

    public List<Referral> openOf(CaseId caseId) {
        return of(caseId).stream().filter(Referral::open).toList();
    }

    /** There is at most one, beside those that go on with a treatment. */
    public Optional<Referral> open(CaseId caseId, ReferralKind kind) {
        return openOf(caseId).stream().filter(r -> r.kind() == kind).findFirst();
    }

    /** The referral whose step this handover is. */
    Optional<Referral> asking(HandoverId handover) {
        return jdbc.sql(
                        "select r.* from referrals r join referral_steps s on s.referral_id = r.id where s.handover_id = :handover")
                .param("handover", handover.value())
                .query(ReferralRecords::read)
                .optional();
    }

    /** @param openKey what there is only one open referral for */
    void insert(Referral referral, String openKey, String by) {
        jdbc.sql(
                        """
                        insert into referrals (id, case_number, kind, open_key, agreement_version, opened_at, opened_by)
                        values (:id, :case, :kind, :key, :version, :at, :by)
                        """)
                .param("id", referral.id().value())
                .param("case", referral.caseId().number())
                .param("kind", referral.kind().name())
                .param("key", referral.caseId().number() + ":" + openKey)
                .param("version", referral.agreementVersion())
                .param("at", timestamp(referral.openedAt()))
                .param("by", by)
                .update();
    }

    /** False if it was closed already. */
    boolean close(ReferralId id, ReferralResult result, Instant at, String by) {
        return jdbc.sql(
                                """
                                update referrals set closed_at = :at, closed_by = :by, result = :result, open_key = null
                                where id = :id and closed_at is null
                                """)
                        .param("at", timestamp(at))
                        .param("by", by)
                        .param("result", result.name())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** In the order in which they were made. */
    List<Step> steps(ReferralId id) {
        return jdbc.sql("select * from referral_steps where referral_id = :id order by made_at, step, round_no")
                .param("id", id.value())
                .query((row, n) ->
                        new Step(row.getString("step"), row.getInt("round_no"), new HandoverId(id(row, "handover_id"))))
                .list();
    }

    /** The last attempt at a step. */
    Optional<Step> lastStep(ReferralId id, String step) {
        return steps(id).stream().filter(s -> s.step().equals(step)).reduce((older, newer) -> newer);
    }

    void insertStep(ReferralId id, Step step, Instant at) {
        jdbc.sql(
                        """
                        insert into referral_steps (referral_id, step, round_no, handover_id, made_at)
                        values (:id, :step, :round, :handover, :at)
                        """)
                .param("id", id.value())
                .param("step", step.step())
                .param("round", step.round())
                .param("handover", step.handover().value())
                .param("at", timestamp(at))
                .update();
    }

    /** What is known, by the keys of the forms; never anything of the health compartment. */
    Map<String, String> facts(ReferralId id) {
        Map<String, String> facts = new LinkedHashMap<>();
        jdbc.sql("select fact, fact_value from referral_facts where referral_id = :id order by fact")
                .param("id", id.value())
                .query((row, n) -> facts.put(row.getString("fact"), row.getString("fact_value")))
                .list();
        return facts;
    }

    /** The day in Germany on which a fact was kept. */
    Optional<LocalDate> toldOn(ReferralId id, String fact) {
        return jdbc.sql("select recorded_at from referral_facts where referral_id = :id and fact = :fact")
                .param("id", id.value())
                .param("fact", fact)
                .query((row, n) -> BusinessCalendar.dayOf(instant(row, "recorded_at")))
                .optional();
    }

    /** Keeps a fact; empty text forgets it. */
    void keep(ReferralId id, String fact, String value, Instant at, String by) {
        jdbc.sql("delete from referral_facts where referral_id = :id and fact = :fact")
                .param("id", id.value())
                .param("fact", fact)
                .update();
        if (value.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into referral_facts (referral_id, fact, fact_value, recorded_at, recorded_by)
                        values (:id, :fact, :value, :at, :by)
                        """)
                .param("id", id.value())
                .param("fact", fact)
                .param("value", value)
                .param("at", timestamp(at))
                .param("by", by)
                .update();
    }

    private static Referral read(ResultSet row, int n) throws SQLException {
        return new Referral(
                new ReferralId(id(row, "id")),
                new CaseId(row.getString("case_number")),
                ReferralKind.valueOf(row.getString("kind")),
                row.getInt("agreement_version"),
                instant(row, "opened_at"),
                instantOrNull(row, "closed_at"),
                constantOrNull(row, "result", ReferralResult.class));
    }
}
