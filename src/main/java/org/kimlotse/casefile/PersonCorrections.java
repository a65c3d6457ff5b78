package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stood in the file of a person before it was corrected, and why it was wrong: appended, never changed. */
@Repository
public class PersonCorrections {

    /**
     * One correction.
     *
     * @param reason German, as it was typed
     * @param at UTC
     */
    public record Correction(UUID id, List<PersonChange> changes, String reason, Instant at, String by) {

        public Correction {
            changes = List.copyOf(changes);
        }

        @Override
        public String toString() {
            return "Correction[" + id + "]";
        }
    }

    private record Row(UUID id, PersonChange change, String reason, Instant at, String by) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Actors actors;

    PersonCorrections(JdbcClient jdbc, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.actors = actors;
    }

    void record(CaseId caseId, UUID personId, List<PersonChange> changes, String reason) {
        UUID correction = UUID.randomUUID();
        Instant now = clock.instant();
        changes.forEach(change -> jdbc.sql(
                        """
                        insert into person_corrections (id, correction_id, case_number, person_id, field_key, old_value,
                            new_value, reason, corrected_at, corrected_by)
                        values (:id, :correction, :case, :person, :key, :old, :new, :reason, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("correction", correction)
                .param("case", caseId.number())
                .param("person", personId)
                .param("key", change.key())
                .param("old", change.before())
                .param("new", change.after())
                .param("reason", reason)
                .param("at", timestamp(now))
                .param("by", actors.currentId())
                .update());
    }

    /** Oldest first; for code that has decided that the caller may know. */
    public List<Correction> of(CaseId caseId) {
        Map<UUID, List<Row>> byCorrection = new LinkedHashMap<>();
        jdbc.sql("select * from person_corrections where case_number = :case order by seq")
                .param("case", caseId.number())
                .query((row, n) -> new Row(
                        id(row, "correction_id"),
                        new PersonChange(
                                row.getString("field_key"),
                                PersonChange.label(row.getString("field_key")),
                                row.getString("old_value"),
                                row.getString("new_value")),
                        row.getString("reason"),
                        instant(row, "corrected_at"),
                        row.getString("corrected_by")))
                .list()
                .forEach(row -> byCorrection
                        .computeIfAbsent(row.id(), key -> new ArrayList<>())
                        .add(row));
        return byCorrection.values().stream()
                .map(rows -> new Correction(
                        rows.get(0).id(),
                        rows.stream().map(Row::change).toList(),
                        rows.get(0).reason(),
                        rows.get(0).at(),
                        rows.get(0).by()))
                .toList();
    }
}
