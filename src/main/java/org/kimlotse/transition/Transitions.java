package org.kimlotse.transition;

import static org.kimlotse.shared.SqlTypes.dayOrNull;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The changes of benefit law and which handover each of their steps is. */
@Repository
public class Transitions {

    private final JdbcClient jdbc;

    Transitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The open one, or else the last one. */
    public Optional<BenefitTransition> ofCase(CaseId caseId) {
        return jdbc.sql(
                        """
                        select * from transitions where case_number = :case
                        order by case when closed_at is null then 0 else 1 end, planned_at desc
                        fetch first 1 rows only
                        """)
                .param("case", caseId.number())
                .query(Transitions::read)
                .optional();
    }

    public Optional<BenefitTransition> open(CaseId caseId) {
        return ofCase(caseId).filter(BenefitTransition::open);
    }

    /** Step to handover, in the order of the steps. */
    public Map<Hop, HandoverId> hops(UUID transitionId) {
        Map<Hop, HandoverId> hops = new LinkedHashMap<>();
        Map<Hop, HandoverId> found = new LinkedHashMap<>();
        jdbc.sql("select hop, handover_id from transition_hops where transition_id = :id")
                .param("id", transitionId)
                .query((row, n) -> found.put(
                        Hop.valueOf(row.getString("hop")), new HandoverId(row.getObject("handover_id", UUID.class))))
                .list();
        for (Hop hop : Hop.values()) {
            HandoverId id = found.get(hop);
            if (id != null) {
                hops.put(hop, id);
            }
        }
        return hops;
    }

    /** The steps of earlier plans for the same change, oldest first. */
    List<EarlierHop> earlierHops(CaseId caseId, UUID otherThan, Rechtskreis newLaw, LocalDate newLawFrom) {
        return jdbc.sql(
                        """
                        select h.hop, h.handover_id from transition_hops h join transitions t on t.id = h.transition_id
                        where t.case_number = :case and t.id <> :id and t.new_law = :law and t.new_law_from = :from
                        order by t.planned_at
                        """)
                .param("case", caseId.number())
                .param("id", otherThan)
                .param("law", newLaw.name())
                .param("from", newLawFrom)
                .query((row, n) -> new EarlierHop(
                        Hop.valueOf(row.getString("hop")), new HandoverId(row.getObject("handover_id", UUID.class))))
                .list();
    }

    /** A step of a change that was planned before. */
    record EarlierHop(Hop hop, HandoverId handover) {}

    Map<Hop, String> waivers(UUID transitionId) {
        Map<Hop, String> waivers = new LinkedHashMap<>();
        jdbc.sql("select hop, waiver from transition_hops where transition_id = :id and waiver is not null")
                .param("id", transitionId)
                .query((row, n) -> waivers.put(Hop.valueOf(row.getString("hop")), row.getString("waiver")))
                .list();
        return waivers;
    }

    void insert(BenefitTransition t) {
        jdbc.sql(
                        """
                        insert into transitions (id, case_number, open_key, new_law, trigger_on, old_law_until,
                            new_law_from, close_due_on, decision_id, planned_at)
                        values (:id, :case, :case, :law, :trigger, :until, :from, :due, :decision, :at)
                        """)
                .param("id", t.id())
                .param("case", t.caseId().number())
                .param("law", t.newLaw().name())
                .param("trigger", t.trigger())
                .param("until", t.oldLawUntil())
                .param("from", t.newLawFrom())
                .param("due", t.closeDue())
                .param("decision", t.decisionId())
                .param("at", timestamp(t.plannedAt()))
                .update();
    }

    void insertHop(UUID transitionId, Hop hop, HandoverId handover) {
        jdbc.sql("insert into transition_hops (transition_id, hop, handover_id) values (:id, :hop, :handover)")
                .param("id", transitionId)
                .param("hop", hop.name())
                .param("handover", handover.value())
                .update();
    }

    /** The process has passed these steps; they are run again beside it. */
    Set<Hop> again(UUID transitionId) {
        return jdbc.sql("select hop from transition_hops where transition_id = :id and again = true")
                .param("id", transitionId)
                .query((row, n) -> Hop.valueOf(row.getString("hop")))
                .set();
    }

    void runAgain(UUID transitionId, Hop hop) {
        jdbc.sql("update transition_hops set again = true where transition_id = :id and hop = :hop")
                .param("id", transitionId)
                .param("hop", hop.name())
                .update();
    }

    void replanned(UUID id, BenefitTransition plan, Instant at) {
        jdbc.sql(
                        """
                        update transitions set new_law = :law, trigger_on = :trigger, old_law_until = :until,
                            new_law_from = :from, close_due_on = :due, decision_id = :decision, replanned_at = :at
                        where id = :id and closed_at is null
                        """)
                .param("law", plan.newLaw().name())
                .param("trigger", plan.trigger())
                .param("until", plan.oldLawUntil())
                .param("from", plan.newLawFrom())
                .param("due", plan.closeDue())
                .param("decision", plan.decisionId())
                .param("at", timestamp(at))
                .param("id", id)
                .update();
    }

    void hold(UUID id, Instant at) {
        jdbc.sql("update transitions set held_since = :at where id = :id and held_since is null")
                .param("at", timestamp(at))
                .param("id", id)
                .update();
    }

    /** False if a review is open already. */
    boolean askForReview(UUID id, Instant at) {
        return jdbc.sql("update transitions set review_since = :at where id = :id and review_since is null")
                        .param("at", timestamp(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Keeps what was decided and ends the review; false if none was open. */
    boolean reviewed(UUID id, String situation, boolean goesOn, String note, Instant at, String by) {
        boolean open = jdbc.sql(
                                """
                                update transitions set review_since = null, held_since = null
                                where id = :id and review_since is not null
                                """)
                        .param("id", id)
                        .update()
                == 1;
        if (open) {
            jdbc.sql(
                            """
                            insert into transition_reviews (id, transition_id, situation, goes_on, note, reviewed_at,
                                reviewed_by)
                            values (:id, :transition, :situation, :goesOn, :note, :at, :by)
                            """)
                    .param("id", UUID.randomUUID())
                    .param("transition", id)
                    .param("situation", situation)
                    .param("goesOn", goesOn)
                    .param("note", note)
                    .param("at", timestamp(at))
                    .param("by", by)
                    .update();
        }
        return open;
    }

    /** What stood in question when a person last decided, and why they decided so; empty if nobody had to. */
    Optional<Review> lastReview(UUID id) {
        return jdbc.sql(
                        """
                        select situation, note from transition_reviews where transition_id = :id
                        order by reviewed_at desc fetch first 1 rows only
                        """)
                .param("id", id)
                .query((row, n) -> new Review(row.getString("situation"), row.getString("note")))
                .optional();
    }

    /** One line for each thing that was in question. */
    record Review(String situation, String note) {}

    void waive(UUID transitionId, Hop hop, String reason, Instant at, String by) {
        jdbc.sql(
                        """
                        update transition_hops set waiver = :reason, waived_at = :at, waived_by = :by
                        where transition_id = :id and hop = :hop
                        """)
                .param("reason", reason)
                .param("at", timestamp(at))
                .param("by", by)
                .param("id", transitionId)
                .param("hop", hop.name())
                .update();
    }

    /** False if it was closed already. */
    boolean close(UUID id, Instant at, String by, @Nullable String note) {
        return jdbc.sql(
                                """
                                update transitions set closed_at = :at, closed_by = :by, note = :note, open_key = null
                                where id = :id and closed_at is null
                                """)
                        .param("at", timestamp(at))
                        .param("by", by)
                        .param("note", note)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static BenefitTransition read(ResultSet row, int n) throws SQLException {
        return new BenefitTransition(
                row.getObject("id", UUID.class),
                new CaseId(row.getString("case_number")),
                Rechtskreis.valueOf(row.getString("new_law")),
                row.getObject("trigger_on", LocalDate.class),
                row.getObject("old_law_until", LocalDate.class),
                row.getObject("new_law_from", LocalDate.class),
                dayOrNull(row, "close_due_on"),
                row.getObject("decision_id", UUID.class),
                instant(row, "planned_at"),
                instantOrNull(row, "closed_at"),
                instantOrNull(row, "held_since"),
                instantOrNull(row, "review_since"));
    }
}
