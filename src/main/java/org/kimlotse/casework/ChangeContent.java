package org.kimlotse.casework;

import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What changed in a case. */
@Component
class ChangeContent implements CaseContent {

    private final JdbcClient jdbc;

    ChangeContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return jdbc.sql("delete from case_changes where case_number = :case")
                .param("case", caseId.number())
                .update();
    }
}
