package org.kimlotse.escalation;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rules of procedure by day. */
@Repository
public class ProcedureBook {

    private final JdbcClient jdbc;

    ProcedureBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws IllegalStateException if no rules are in force on that day: a fault of the table */
    public RulesOfProcedure on(LocalDate day) {
        return jdbc.sql(
                        """
                        select * from rules_of_procedure
                        where valid_from <= :day and (valid_to is null or valid_to >= :day)
                        order by valid_from desc fetch first 1 rows only
                        """)
                .param("day", day)
                .query((row, n) -> new RulesOfProcedure(
                        row.getObject("valid_from", LocalDate.class),
                        row.getInt("notice_days"),
                        row.getInt("urgent_notice_working_days"),
                        row.getInt("quorum_more_than_percent"),
                        row.getBoolean("chair_required"),
                        row.getInt("minutes_working_days"),
                        row.getInt("objection_working_days"),
                        row.getInt("observation_days"),
                        row.getInt("minimum_cases"),
                        row.getInt("effect_min_reduction_percent"),
                        row.getString("source")))
                .optional()
                .orElseThrow(() -> new IllegalStateException("no rules of procedure on " + day));
    }
}
