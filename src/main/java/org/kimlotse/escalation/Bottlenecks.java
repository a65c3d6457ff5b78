package org.kimlotse.escalation;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The bottlenecks, and which cases are behind them (never shown to anyone). */
@Repository
public class Bottlenecks {

    /**
     * How a bottleneck came to notice; several reports can be joined in one bottleneck.
     *
     * @param description in the reporter's words, checked for personal data; for coordination only
     * @param ruleId the rule that found it, null where a person reported it
     */
    record Report(
            Bottleneck.Origin origin,
            String reportedBy,
            Instant reportedAt,
            String description,
            @Nullable String ruleId,
            @Nullable String ruleSetVersion) {}

    private final JdbcClient jdbc;

    Bottlenecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws IllegalStateException if there is none: a fault of ours, the id came from our own process */
    public Bottleneck get(Bottleneck.Id id) {
        return jdbc.sql("select * from bottlenecks where id = :id")
                .param("id", id.value())
                .query(Bottlenecks::toBottleneck)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no bottleneck " + id));
    }

    public Optional<Bottleneck> byNumber(String number) {
        return jdbc.sql("select * from bottlenecks where number = :number")
                .param("number", number)
                .query(Bottlenecks::toBottleneck)
                .optional();
    }

    /** Open ones first, then newest first. */
    public List<Bottleneck> all() {
        return jdbc.sql("select * from bottlenecks order by case when closed_at is null then 0 else 1 end, number desc")
                .query(Bottlenecks::toBottleneck)
                .list();
    }

    public Optional<Bottleneck> open(String office, String hop) {
        return jdbc.sql("select * from bottlenecks where open_key = :key")
                .param("key", openKey(office, hop))
                .query(Bottlenecks::toBottleneck)
                .optional();
    }

    /** Oldest first; the descriptions are for coordination only. */
    List<Report> reports(Bottleneck.Id id) {
        return jdbc.sql("select * from bottleneck_reports where bottleneck_id = :id order by reported_at, id")
                .param("id", id.value())
                .query((row, n) -> new Report(
                        Bottleneck.Origin.valueOf(row.getString("origin")),
                        row.getString("reported_by"),
                        instant(row, "reported_at"),
                        row.getString("description"),
                        row.getString("rule_id"),
                        row.getString("rule_set_version")))
                .list();
    }

    /** When the last bottleneck of this office and step was closed; what was missed before it has been dealt with. */
    Optional<Instant> lastClosed(String office, String hop) {
        return jdbc.sql("select closed_at from bottlenecks where office = :office and hop = :hop and closed_at is not"
                        + " null order by closed_at desc fetch first 1 rows only")
                .param("office", office)
                .param("hop", hop)
                .query((row, n) -> instant(row, "closed_at"))
                .optional();
    }

    /**
     * Lets one transaction at a time look for an open bottleneck and open one, and gives the next number. The number is
     * used up only by {@link #insert}.
     */
    int lockAndNextNumber(int year) {
        return jdbc.sql("select counter_year, last_number from bottleneck_counter where id = 1 for update")
                .query((row, n) -> row.getInt("counter_year") == year ? row.getInt("last_number") + 1 : 1)
                .single();
    }

    void insert(Bottleneck bottleneck, int year, int number) {
        jdbc.sql("update bottleneck_counter set counter_year = :year, last_number = :number where id = 1")
                .param("year", year)
                .param("number", number)
                .update();
        jdbc.sql(
                        """
                        insert into bottlenecks (id, number, office, hop, hop_title, origin, status, agenda_round, opened_at,
                            current_figures_id, earlier_figures_id, open_key)
                        values (:id, :number, :office, :hop, :title, :origin, :status, :round, :openedAt, :current, :earlier, :key)
                        """)
                .param("id", bottleneck.id().value())
                .param("number", bottleneck.number())
                .param("office", bottleneck.office())
                .param("hop", bottleneck.hop())
                .param("title", bottleneck.hopTitle())
                .param("origin", bottleneck.origin().name())
                .param("status", bottleneck.status().name())
                .param("round", bottleneck.agendaRound())
                .param("openedAt", timestamp(bottleneck.openedAt()))
                .param("current", bottleneck.currentFigures())
                .param("earlier", bottleneck.earlierFigures())
                .param("key", openKey(bottleneck.office(), bottleneck.hop()))
                .update();
    }

    void add(Bottleneck.Id id, Report report) {
        jdbc.sql(
                        """
                        insert into bottleneck_reports
                            (id, bottleneck_id, origin, reported_by, reported_at, description, rule_id, rule_set_version)
                        values (:id, :bottleneck, :origin, :by, :at, :description, :rule, :version)
                        """)
                .param("id", UUID.randomUUID())
                .param("bottleneck", id.value())
                .param("origin", report.origin().name())
                .param("by", report.reportedBy())
                .param("at", timestamp(report.reportedAt()))
                .param("description", report.description())
                .param("rule", report.ruleId())
                .param("version", report.ruleSetVersion())
                .update();
    }

    /** @return how many of them were new */
    int addCases(Bottleneck.Id id, Collection<CaseId> cases) {
        Set<CaseId> known = Set.copyOf(cases(id));
        Set<String> fresh = new TreeSet<>();
        cases.stream().filter(c -> !known.contains(c)).forEach(c -> fresh.add(c.number()));
        fresh.forEach(
                number -> jdbc.sql("insert into bottleneck_cases (bottleneck_id, case_number) values (:id, :number)")
                        .param("id", id.value())
                        .param("number", number)
                        .update());
        return fresh.size();
    }

    List<CaseId> cases(Bottleneck.Id id) {
        return jdbc.sql("select case_number from bottleneck_cases where bottleneck_id = :id order by case_number")
                .param("id", id.value())
                .query((row, n) -> new CaseId(row.getString("case_number")))
                .list();
    }

    /** Locks the bottleneck until the transaction ends, so that two people's steps follow each other. */
    Bottleneck lock(Bottleneck.Id id) {
        return jdbc.sql("select * from bottlenecks where id = :id for update")
                .param("id", id.value())
                .query(Bottlenecks::toBottleneck)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no bottleneck " + id));
    }

    /**
     * Locks it for a step that is possible only now.
     *
     * @throws Refused in German if someone else has moved it on
     */
    Bottleneck lockIn(Bottleneck.Id id, Set<Bottleneck.Status> allowed) {
        Bottleneck bottleneck = lock(id);
        if (!allowed.contains(bottleneck.status())) {
            throw new Refused("Der Engpass %s ist inzwischen weiter (%s). Ihre Eingaben wurden nicht gespeichert."
                    .formatted(bottleneck.number(), bottleneck.status().label()));
        }
        return bottleneck;
    }

    void move(Bottleneck.Id id, Bottleneck.Status to) {
        jdbc.sql("update bottlenecks set status = :status where id = :id")
                .param("status", to.name())
                .param("id", id.value())
                .update();
    }

    void nextAgendaRound(Bottleneck.Id id) {
        jdbc.sql("update bottlenecks set status = 'ON_AGENDA', agenda_round = agenda_round + 1 where id = :id")
                .param("id", id.value())
                .update();
    }

    void noteCloseReason(Bottleneck.Id id, String reason) {
        jdbc.sql("update bottlenecks set close_reason = :reason where id = :id")
                .param("reason", reason)
                .param("id", id.value())
                .update();
    }

    void close(Bottleneck.Id id, Instant at) {
        jdbc.sql("update bottlenecks set status = 'CLOSED', closed_at = :at, open_key = null where id = :id")
                .param("at", timestamp(at))
                .param("id", id.value())
                .update();
    }

    private static String openKey(String office, String hop) {
        return office + "|" + hop;
    }

    private static Bottleneck toBottleneck(ResultSet row, int n) throws SQLException {
        return new Bottleneck(
                new Bottleneck.Id(row.getObject("id", UUID.class)),
                row.getString("number"),
                row.getString("office"),
                row.getString("hop"),
                row.getString("hop_title"),
                Bottleneck.Origin.valueOf(row.getString("origin")),
                Bottleneck.Status.valueOf(row.getString("status")),
                row.getInt("agenda_round"),
                instant(row, "opened_at"),
                instantOrNull(row, "closed_at"),
                row.getObject("current_figures_id", UUID.class),
                row.getObject("earlier_figures_id", UUID.class));
    }
}
