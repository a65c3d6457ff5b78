package org.kimlotse.casework;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was said when the case was closed. */
@Component
class ClosingContent implements CaseContent {

    private final JdbcClient jdbc;

    ClosingContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of("delete from case_closings where case_number = :case").stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
