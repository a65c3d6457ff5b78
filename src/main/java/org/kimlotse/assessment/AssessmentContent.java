package org.kimlotse.assessment;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the assessment keeps about a case. */
@Component
class AssessmentContent implements CaseContent {

    private final JdbcClient jdbc;

    AssessmentContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of(
                        "delete from benefit_law_overrides where case_number = :case",
                        "delete from benefit_periods where case_number = :case",
                        "delete from household_notes where case_number = :case")
                .stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
