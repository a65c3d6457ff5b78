package org.kimlotse.goals;

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
import java.util.Objects;
import java.util.UUID;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of the goals; of each goal at most one judgement stands. */
@Repository
class GoalOutcomes {

    private final JdbcClient jdbc;

    GoalOutcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Oldest first, with those that were taken back. */
    List<GoalOutcome> of(CaseId caseId) {
        return jdbc.sql("select * from goal_outcomes where case_number = :case order by recorded_at, id")
                .param("case", caseId.number())
                .query(GoalOutcomes::read)
                .list();
    }

    /** By the goal's words. */
    Map<String, GoalOutcome> standing(CaseId caseId) {
        Map<String, GoalOutcome> standing = new LinkedHashMap<>();
        of(caseId).stream().filter(GoalOutcome::stands).forEach(o -> standing.put(o.goal(), o));
        return standing;
    }

    void insert(GoalOutcome outcome) {
        jdbc.sql(
                        """
                        insert into goal_outcomes (id, case_number, goal, outcome, outcome_on, said_by, words, recorded_at,
                            recorded_by)
                        values (:id, :case, :goal, :outcome, :on, :said, :words, :at, :by)
                        """)
                .param("id", outcome.id())
                .param("case", outcome.caseId().number())
                .param("goal", outcome.goal())
                .param("outcome", outcome.kind().name())
                .param("on", outcome.on())
                .param("said", outcome.saidBy().name())
                .param("words", outcome.words())
                .param("at", timestamp(outcome.recordedAt()))
                .param("by", outcome.recordedBy())
                .update();
    }

    /** False if it does not stand: a second click. */
    boolean takeBack(CaseId caseId, UUID outcome, Instant at, String by) {
        return jdbc.sql(
                                """
                                update goal_outcomes set taken_back_at = :at, taken_back_by = :by
                                where id = :id and case_number = :case and taken_back_at is null
                                """)
                        .param("at", timestamp(at))
                        .param("by", by)
                        .param("id", outcome)
                        .param("case", caseId.number())
                        .update()
                == 1;
    }

    private static GoalOutcome read(ResultSet row, int n) throws SQLException {
        return new GoalOutcome(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                row.getString("goal"),
                GoalOutcome.Kind.valueOf(row.getString("outcome")),
                Objects.requireNonNull(row.getObject("outcome_on", LocalDate.class)),
                GoalOutcome.SaidBy.valueOf(row.getString("said_by")),
                row.getString("words"),
                instant(row, "recorded_at"),
                row.getString("recorded_by"),
                instantOrNull(row, "taken_back_at"),
                row.getString("taken_back_by"));
    }
}
