package org.kimlotse.transition;

import java.util.List;
import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The changes of benefit law of a case. */
@Component
class TransitionContent implements CaseContent {

    private final JdbcClient jdbc;

    TransitionContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of(
                        "delete from transition_reviews where transition_id in (select id from transitions where case_number = :case)",
                        "delete from transition_hops where transition_id in (select id from transitions where case_number = :case)",
                        "delete from transitions where case_number = :case")
                .stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
