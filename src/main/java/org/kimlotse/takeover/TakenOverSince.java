package org.kimlotse.takeover;

import java.time.LocalDate;
import java.util.Optional;
import org.kimlotse.casefile.RanBefore;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases that came in with a file were worked before. */
@Component
class TakenOverSince implements RanBefore {

    private final JdbcClient jdbc;

    TakenOverSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<LocalDate> since(CaseId caseId) {
        return jdbc.sql("select running_since from takeovers where case_number = :case")
                .param("case", caseId.number())
                .query(LocalDate.class)
                .optional();
    }
}
