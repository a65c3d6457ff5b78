package org.kimlotse.correspondence;

import java.util.LinkedHashSet;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The letters about a case, and about what belongs to it. */
@Component
class LetterContent implements CaseContent {

    private final JdbcClient jdbc;

    LetterContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The process that has a letter printed or read runs under the letter's id. */
    @Override
    public Set<String> keys(CaseId caseId) {
        return new LinkedHashSet<>(jdbc.sql("select cast(id as varchar(36)) from letters where case_number = :case")
                .param("case", caseId.number())
                .query(String.class)
                .list());
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return jdbc.sql("delete from letters where case_number = :case or about in (:keys)")
                .param("case", caseId.number())
                .param("keys", keys)
                .update();
    }
}
