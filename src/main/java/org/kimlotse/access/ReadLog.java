package org.kimlotse.access;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.CaseReads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who saw which case when, and in which view. Reads by the system itself are not logged. */
@Component
public class ReadLog implements CaseReads {

    /** @param view a code, for example {@code CASE_FILE}, {@code TASK_FORM}, {@code DECISIONS} */
    public record Read(String userId, CaseId caseId, Instant at, String view) {}

    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    ReadLog(JdbcClient jdbc, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** In the transaction of the caller if there is one. */
    @Override
    public void record(CaseId caseId, String view) {
        actors.current().ifPresent(actor -> jdbc.sql(
                        "insert into read_log (id, user_id, case_number, seen_at, view_name) values (?, ?, ?, ?, ?)")
                .params(UUID.randomUUID(), actor.id(), caseId.number(), timestamp(clock.instant()), view)
                .update());
    }

    /** All reads of a case, newest first. */
    public List<Read> of(CaseId caseId) {
        return jdbc.sql(
                        "select user_id, case_number, seen_at, view_name from read_log where case_number = ? order by seen_at desc, id")
                .param(caseId.number())
                .query((row, number) -> new Read(
                        row.getString("user_id"),
                        new CaseId(row.getString("case_number")),
                        instant(row, "seen_at"),
                        row.getString("view_name")))
                .list();
    }
}
