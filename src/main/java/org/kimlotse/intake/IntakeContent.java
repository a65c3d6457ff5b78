package org.kimlotse.intake;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the first contact left behind. */
@Component
class IntakeContent implements CaseContent {

    private final JdbcClient jdbc;

    IntakeContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of(
                        "delete from intake_talks where case_number = :case",
                        "delete from crisis_screens where case_number = :case",
                        "delete from crisis_actions where case_number = :case",
                        "delete from needs_clarifications where case_number = :case",
                        "delete from indications where case_number = :case",
                        "delete from intake_notes where case_number = :case")
                .stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
