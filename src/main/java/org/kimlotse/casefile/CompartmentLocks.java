package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who may not look into the health compartment though they run the case, and what coordination made of it. */
@Repository
public class CompartmentLocks {

    private final JdbcClient jdbc;

    CompartmentLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lock that keeps the compartment shut, if one does. */
    public Optional<CompartmentLock> shutting(CaseId caseId) {
        return of(caseId).stream().filter(CompartmentLock::shut).findFirst();
    }

    /** All there ever were, newest first. */
    public List<CompartmentLock> of(CaseId caseId) {
        return jdbc.sql("select * from compartment_locks where case_number = :case order by moved_at desc, id")
                .param("case", caseId.number())
                .query(CompartmentLocks::read)
                .list();
    }

    /** Empty after the case was erased. */
    public Optional<CompartmentLock> find(UUID id) {
        return jdbc.sql("select * from compartment_locks where id = :id")
                .param("id", id)
                .query(CompartmentLocks::read)
                .optional();
    }

    void shut(CompartmentLock lock) {
        jdbc.sql(
                        """
                        insert into compartment_locks (id, case_number, former_manager, moved_by, moved_at)
                        values (:id, :case, :former, :by, :at)
                        """)
                .param("id", lock.id())
                .param("case", lock.caseId().number())
                .param("former", lock.former())
                .param("by", lock.movedBy())
                .param("at", timestamp(lock.at()))
                .update();
    }

    /**
     * @param note added to what was written before
     * @param by user id, null if nobody had to decide
     */
    void decide(CompartmentLock lock, CompartmentLock.Verdict verdict, String note, @Nullable String by, Instant at) {
        String notes = Stream.of(Objects.requireNonNullElse(lock.note(), ""), note)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        jdbc.sql(
                        """
                        update compartment_locks set verdict = :verdict, verdict_note = :note, verdict_by = :by, verdict_at = :at
                        where id = :id
                        """)
                .param("verdict", verdict.name())
                .param("note", notes.isEmpty() ? null : notes)
                .param("by", by)
                .param("at", timestamp(at))
                .param("id", lock.id())
                .update();
    }

    private static CompartmentLock read(ResultSet row, int n) throws SQLException {
        return new CompartmentLock(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                row.getString("former_manager"),
                row.getString("moved_by"),
                instant(row, "moved_at"),
                constantOrNull(row, "verdict", CompartmentLock.Verdict.class),
                row.getString("verdict_note"),
                instantOrNull(row, "verdict_at"));
    }
}
