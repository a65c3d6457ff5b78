package org.kimlotse.takeover;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept about a case's life before Lotse. */
@Component
class TakeoverContent implements CaseContent {

    private final JdbcClient jdbc;

    TakeoverContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of(
                        "delete from takeover_rows where case_number = :case",
                        "delete from takeover_referrals where case_number = :case",
                        "delete from takeovers where case_number = :case")
                .stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
