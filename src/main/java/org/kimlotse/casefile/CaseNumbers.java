package org.kimlotse.casefile;

import org.kimlotse.shared.CaseId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Case numbers without gaps and without twins, counted per year. The year's row is locked until the opening commits, so
 * openings of all nodes queue up; that also makes the check for a double click safe.
 */
@Repository
class CaseNumbers {

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;

    CaseNumbers(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Makes the year's row, once; in its own transaction, because a lost race must not spoil the caller's. */
    void prepare(int year) {
        if (exists(year)) {
            return;
        }
        try {
            ownTransaction.executeWithoutResult(
                    status -> jdbc.sql("insert into case_numbers (case_year, last_number) values (:year, 0)")
                            .param("year", year)
                            .update());
        } catch (DuplicateKeyException someoneElseWasFaster) {
            // exactly what was wanted: the row is there
        }
    }

    /** From here on, and until the transaction ends, nobody else opens a case in this year. */
    void lock(int year) {
        jdbc.sql("select last_number from case_numbers where case_year = :year for update")
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    CaseId next(int year) {
        jdbc.sql("update case_numbers set last_number = last_number + 1 where case_year = :year")
                .param("year", year)
                .update();
        return CaseId.of(
                year,
                jdbc.sql("select last_number from case_numbers where case_year = :year")
                        .param("year", year)
                        .query(Integer.class)
                        .single());
    }

    private boolean exists(int year) {
        return jdbc.sql("select last_number from case_numbers where case_year = :year")
                .param("year", year)
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
