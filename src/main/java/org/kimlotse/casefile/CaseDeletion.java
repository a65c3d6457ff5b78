package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.dayOrNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The end of a case file. Whoever erases a case asks here which are due, and lets the file itself go last. */
@Repository
public class CaseDeletion {

    private final JdbcClient jdbc;

    CaseDeletion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Closed cases whose day has come, oldest first. */
    public List<CaseId> due(LocalDate today, int limit) {
        return jdbc.sql(
                        """
                        select case_number from cases where state = 'CLOSED' and deletion_on <= :today
                        order by deletion_on, case_number fetch first :limit rows only
                        """)
                .param("today", today)
                .param("limit", limit)
                .query((row, n) -> new CaseId(row.getString("case_number")))
                .list();
    }

    /** The day the oldest closed case was due, empty if none is. */
    public Optional<LocalDate> oldestDue(LocalDate today) {
        return jdbc.sql(
                        """
                        select deletion_on from cases where state = 'CLOSED' and deletion_on <= :today
                        order by deletion_on fetch first 1 rows only
                        """)
                .param("today", today)
                .query((row, n) -> Optional.ofNullable(dayOrNull(row, "deletion_on")))
                .optional()
                .flatMap(day -> day);
    }

    /**
     * Locks the case; nobody reopens it until the transaction ends.
     *
     * @return empty if it is not due: reopened a moment ago, or gone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LocalDate> lockDue(CaseId id, LocalDate today) {
        return jdbc.sql(
                        """
                        select deletion_on from cases
                        where case_number = :id and state = 'CLOSED' and deletion_on <= :today for update
                        """)
                .param("id", id.number())
                .param("today", today)
                .query((row, n) -> row.getObject("deletion_on", LocalDate.class))
                .optional();
    }

    /**
     * Deletes the file: person and what was corrected about them, household, facts, contacts, decisions, history. Other modules' rows point to it and must be
     * gone. The case number is not given out again.
     *
     * @param keys the case number and the ids of what belonged to the case
     * @return how many rows are gone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int eraseFile(CaseId id, Set<String> keys) {
        jdbc.sql("update facts set superseded_by = null where case_number = :case")
                .param("case", id.number())
                .update();
        int rows = jdbc.sql("delete from additional_facts where subject in (:keys)")
                .param("keys", keys)
                .update();
        for (String table : List.of(
                "facts",
                "decision_reviews",
                "decisions",
                "contacts",
                "person_name_words",
                "person_corrections",
                "persons",
                "compartment_locks",
                "case_history",
                "cases")) {
            rows += jdbc.sql("delete from " + table + " where case_number = :case")
                    .param("case", id.number())
                    .update();
        }
        return rows;
    }
}
