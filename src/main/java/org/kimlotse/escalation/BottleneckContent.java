package org.kimlotse.escalation;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cases are behind a bottleneck; its figures and texts name none and stay. */
@Component
class BottleneckContent implements CaseContent {

    private final JdbcClient jdbc;

    BottleneckContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of("delete from bottleneck_cases where case_number = :case").stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
