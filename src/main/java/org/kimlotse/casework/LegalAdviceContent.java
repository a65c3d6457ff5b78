package org.kimlotse.casework;

import java.util.LinkedHashSet;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom a person was sent to for legal advice. */
@Component
class LegalAdviceContent implements CaseContent {

    private final JdbcClient jdbc;

    LegalAdviceContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> keys(CaseId caseId) {
        return new LinkedHashSet<>(
                jdbc.sql("select cast(id as varchar(36)) from legal_advices where case_number = :case")
                        .param("case", caseId.number())
                        .query(String.class)
                        .list());
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return jdbc.sql("delete from legal_advices where case_number = :case")
                .param("case", caseId.number())
                .update();
    }
}
