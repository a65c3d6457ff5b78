package org.kimlotse.casework;

import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The crises of a case, and what was heard when somebody asked again. */
@Component
class CrisisContent implements CaseContent {

    private final JdbcClient jdbc;
    private final Crises crises;

    CrisisContent(JdbcClient jdbc, Crises crises) {
        this.jdbc = jdbc;
        this.crises = crises;
    }

    @Override
    public Set<String> keys(CaseId caseId) {
        return crises.of(caseId).stream().map(c -> c.id().toString()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        int notes = jdbc.sql(
                        "delete from crisis_notes where crisis_id in (select id from crises where case_number = :case)")
                .param("case", caseId.number())
                .update();
        return notes
                + jdbc.sql("delete from crises where case_number = :case")
                        .param("case", caseId.number())
                        .update();
    }
}
