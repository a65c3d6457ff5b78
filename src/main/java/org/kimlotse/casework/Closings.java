package org.kimlotse.casework;

import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kimlotse.casefile.Case;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.SqlTypes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was said when a case was closed; a reopened case can have several. */
@Repository
public class Closings {

    /** @param structuralFinding what went wrong between the offices, without names; may be empty */
    public record Closing(
            Case.ClosingReason reason, GoalAttainment attainment, String structuralFinding, Instant at, String by) {}

    /** What should change in the procedures, without the case it came out of. */
    public record Found(String text, Instant at) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Actors actors;

    Closings(JdbcClient jdbc, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.actors = actors;
    }

    public void record(CaseId caseId, Case.ClosingReason reason, GoalAttainment attainment, String structuralFinding) {
        jdbc.sql(
                        """
                        insert into case_closings (id, case_number, closing_reason, goal_attainment, structural_finding,
                            recorded_at, recorded_by)
                        values (:id, :case, :reason, :attainment, :finding, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", caseId.number())
                .param("reason", reason.name())
                .param("attainment", attainment.name())
                .param("finding", structuralFinding)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    /** What people said should change, newest first; of cases that are erased nothing is left. */
    public List<Found> findings(int limit) {
        return jdbc.sql(
                        """
                        select structural_finding, recorded_at from case_closings where structural_finding <> ''
                        order by recorded_at desc, id fetch next :limit rows only
                        """)
                .param("limit", limit)
                .query((row, n) -> new Found(row.getString("structural_finding"), SqlTypes.instant(row, "recorded_at")))
                .list();
    }

    /** The last one recorded. */
    public Optional<Closing> latest(CaseId caseId) {
        return jdbc.sql(
                        """
                        select * from case_closings where case_number = :case
                        order by recorded_at desc fetch first 1 rows only
                        """)
                .param("case", caseId.number())
                .query((row, n) -> new Closing(
                        Case.ClosingReason.valueOf(row.getString("closing_reason")),
                        GoalAttainment.valueOf(row.getString("goal_attainment")),
                        row.getString("structural_finding"),
                        SqlTypes.instant(row, "recorded_at"),
                        row.getString("recorded_by")))
                .optional();
    }
}
