package org.kimlotse.consent;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Consents and the talks about them. */
@Component
class ConsentContent implements CaseContent {

    private final JdbcClient jdbc;

    ConsentContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of(
                        "delete from consents where case_number = :case",
                        "delete from consent_talks where case_number = :case")
                .stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
