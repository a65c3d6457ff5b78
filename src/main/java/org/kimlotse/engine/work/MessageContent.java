package org.kimlotse.engine.work;

import java.util.Set;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Kept messages to the processes of a case. */
@Component
class MessageContent implements CaseContent {

    private final JdbcClient jdbc;

    MessageContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return jdbc.sql("delete from unmatched_messages where business_key in (:keys)")
                .param("keys", keys)
                .update();
    }
}
