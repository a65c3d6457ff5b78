package org.kimlotse.goals;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The goal agreements of a case. */
@Component
class GoalContent implements CaseContent {

    private final JdbcClient jdbc;

    GoalContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of(
                        "delete from goal_outcomes where case_number = :case",
                        "delete from goals where agreement_id in (select id from goal_agreements where case_number = :case)",
                        "delete from goal_agreements where case_number = :case")
                .stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
