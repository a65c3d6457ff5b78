package org.kimlotse.handover;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The handovers of a case with all that was shared, asked and answered, and the incidents that tell of it. */
@Component
class HandoverContent implements CaseContent {

    private static final String INCIDENTS = "from system_incidents where case_number = :case";

    private final JdbcClient jdbc;

    HandoverContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> keys(CaseId caseId) {
        Set<String> keys = new LinkedHashSet<>();
        handovers(caseId).forEach(id -> keys.add(id.toString()));
        incidents(caseId).forEach(id -> keys.add(id.toString()));
        return keys;
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        int rows = 0;
        List<UUID> incidents = incidents(caseId);
        if (!incidents.isEmpty()) {
            rows += jdbc.sql("delete from system_incidents where id in (:ids)")
                    .param("ids", incidents)
                    .update();
        }
        for (String table : List.of(
                "ladder_steps",
                "missed_handovers",
                "handover_attempts",
                "handover_consents",
                "handover_data_fields",
                "handover_data_corrections",
                "handover_events")) {
            rows += jdbc.sql("delete from " + table
                            + " where handover_id in (select id from handovers where case_number = :case)")
                    .param("case", caseId.number())
                    .update();
        }
        return rows
                + jdbc.sql("delete from handovers where case_number = :case")
                        .param("case", caseId.number())
                        .update();
    }

    private List<UUID> handovers(CaseId caseId) {
        return jdbc.sql("select id from handovers where case_number = :case")
                .param("case", caseId.number())
                .query(UUID.class)
                .list();
    }

    /** Those of the case, and those of a background step of one of its handovers, which know the handover only. */
    private List<UUID> incidents(CaseId caseId) {
        Set<UUID> found = new LinkedHashSet<>(jdbc.sql("select id " + INCIDENTS)
                .param("case", caseId.number())
                .query(UUID.class)
                .list());
        for (UUID handover : handovers(caseId)) {
            found.addAll(jdbc.sql("select id from system_incidents where reference = :id or summary like :about")
                    .param("id", handover.toString())
                    .param("about", "%" + handover + "%")
                    .query(UUID.class)
                    .list());
        }
        return List.copyOf(found);
    }
}
