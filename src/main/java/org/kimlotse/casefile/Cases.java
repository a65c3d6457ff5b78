package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.likePattern;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The cases. Whatever a person asks for goes through the methods with {@code teams}: the restriction stands in the SQL,
 * so a screen cannot forget it. Methods without {@code teams} are for the system itself, after the caller's right was
 * decided (an own task, an addressed handover, a job).
 */
@Repository
public class Cases {

    /** A line of a list, for eyes that may see the case. */
    public record Summary(
            CaseId id,
            Municipality municipality,
            String caseManager,
            Case.State state,
            Instant openedAt,
            String givenName,
            String familyName,
            @Nullable LocalDate birthDate,
            boolean birthDateUncertain) {

        public String fullName() {
            return (givenName + " " + familyName).strip();
        }

        @Override
        public String toString() {
            return "Summary[" + id + "]";
        }
    }

    private static final String SUMMARY =
            """
            select c.case_number, c.municipality, c.case_manager, c.state, c.opened_at,
                   p.given_name, p.family_name, p.birth_date, p.birth_date_uncertain
            from cases c join persons p on p.case_number = c.case_number and p.role = 'CLIENT'
            where c.team in (:teams)
            """;

    private final JdbcClient jdbc;

    Cases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The case, if it exists and belongs to one of the teams. */
    public Optional<Case> find(CaseId id, Set<String> teams) {
        return teams.isEmpty()
                ? Optional.empty()
                : jdbc.sql("select * from cases where case_number = :id and team in (:teams)")
                        .param("id", id.number())
                        .param("teams", teams)
                        .query(Cases::toCase)
                        .optional();
    }

    /** The case without asking who wants it. */
    public Optional<Case> find(CaseId id) {
        return jdbc.sql("select * from cases where case_number = :id")
                .param("id", id.number())
                .query(Cases::toCase)
                .optional();
    }

    /** @throws IllegalStateException if there is no such case: a fault of ours, the id came from our own tables */
    public Case get(CaseId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no case " + id));
    }

    /**
     * Refuses what arrives after the case was closed.
     *
     * @throws Refused in German, if the case is closed
     */
    public Case requireOpen(CaseId id) {
        Case file = get(id);
        refuseIfClosed(file);
        return file;
    }

    /** As {@link #requireOpen}, and nobody else changes the case until the transaction ends. */
    public Case lockOpen(CaseId id) {
        Case file = lock(id);
        refuseIfClosed(file);
        return file;
    }

    static void refuseIfClosed(Case file) {
        if (!file.open()) {
            throw new Refused(closedMessage(file));
        }
    }

    /** "Der Fall … ist seit … abgeschlossen …", for forms that come too late. */
    public static String closedMessage(Case file) {
        Instant at = file.closedAt();
        return "Der Fall %s ist%s abgeschlossen. Ihre Eingaben wurden nicht gespeichert. Soll er weitergehen, öffnen Sie ihn in der Fallakte wieder."
                .formatted(file.id(), at == null ? "" : " seit " + GermanDates.day(at));
    }

    /** Searches case number or any part of the name; newest first, at most {@code limit}. Empty text finds all. */
    public List<Summary> search(String text, Set<String> teams, Set<Case.State> states, int limit) {
        if (teams.isEmpty() || states.isEmpty()) {
            return List.of();
        }
        String key = NameMatch.key(text);
        String number = text.strip().toUpperCase(Locale.ROOT);
        boolean all = text.isBlank();
        String condition = all
                ? ""
                : key.isEmpty()
                        ? " and c.case_number like :number escape '\\'"
                        : " and (c.case_number like :number escape '\\' or p.name_key like :key escape '\\')";
        JdbcClient.StatementSpec query = jdbc.sql(SUMMARY + " and c.state in (:states)" + condition
                        + " order by c.case_number desc fetch first " + Math.max(1, limit) + " rows only")
                .param("teams", teams)
                .param("states", states.stream().map(Enum::name).toList());
        if (!all) {
            query = query.param("number", likePattern(number));
            if (!key.isEmpty()) {
                query = query.param("key", likePattern(key));
            }
        }
        return query.query(Cases::toSummary).list();
    }

    /** These cases, in that state, newest first; those the teams may not see are left out. */
    public List<Summary> summaries(Collection<CaseId> ids, Set<String> teams, Set<Case.State> states) {
        return ids.isEmpty() || teams.isEmpty() || states.isEmpty()
                ? List.of()
                : jdbc.sql(SUMMARY
                                + " and c.state in (:states) and c.case_number in (:ids) order by c.case_number desc")
                        .param("teams", teams)
                        .param("states", states.stream().map(Enum::name).toList())
                        .param("ids", ids.stream().map(CaseId::number).toList())
                        .query(Cases::toSummary)
                        .list();
    }

    /** The open cases of these teams, newest first. */
    public List<Summary> open(Set<String> teams, int limit) {
        return search("", teams, Set.of(Case.State.OPEN), limit);
    }

    /** Client's names for lists and cards; cases the teams may not see are left out. */
    public Map<CaseId, String> names(Collection<CaseId> ids, Set<String> teams) {
        Map<CaseId, String> names = new LinkedHashMap<>();
        if (ids.isEmpty() || teams.isEmpty()) {
            return names;
        }
        jdbc.sql(SUMMARY + " and c.case_number in (:ids)")
                .param("teams", teams)
                .param("ids", ids.stream().map(CaseId::number).toList())
                .query(Cases::toSummary)
                .list()
                .forEach(s -> names.put(s.id(), s.fullName()));
        return names;
    }

    /** What happened to the case as a whole, oldest first. */
    public List<CaseHistory> history(CaseId id) {
        return jdbc.sql("select * from case_history where case_number = :id order by seq")
                .param("id", id.number())
                .query(CaseHistory::of)
                .list();
    }

    /** The case as it is now; nobody else changes it until the transaction ends. */
    Case lock(CaseId id) {
        return jdbc.sql("select * from cases where case_number = :id for update")
                .param("id", id.number())
                .query(Cases::toCase)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no case " + id));
    }

    Optional<CaseId> openedBy(String clientToken) {
        return jdbc.sql("select case_number from cases where client_token = :token")
                .param("token", clientToken)
                .query((row, n) -> new CaseId(row.getString("case_number")))
                .optional();
    }

    void insert(Case file, String clientToken) {
        jdbc.sql(
                        """
                        insert into cases (case_number, municipality, team, case_manager, state, opened_at, opened_by,
                            client_token, version)
                        values (:id, :municipality, :team, :manager, :state, :at, :by, :token, :version)
                        """)
                .param("id", file.id().number())
                .param("municipality", file.municipality().name())
                .param("team", file.team())
                .param("manager", file.caseManager())
                .param("state", file.state().name())
                .param("at", timestamp(file.openedAt()))
                .param("by", file.openedBy())
                .param("token", clientToken)
                .param("version", file.version())
                .update();
    }

    void move(CaseId id, Municipality municipality, String caseManager) {
        jdbc.sql(
                        """
                        update cases set municipality = :municipality, team = :team, case_manager = :manager,
                            version = version + 1
                        where case_number = :id
                        """)
                .param("municipality", municipality.name())
                .param("team", municipality.team())
                .param("manager", caseManager)
                .param("id", id.number())
                .update();
    }

    void close(CaseId id, Instant at, String by, Case.ClosingReason reason, LocalDate deletionOn) {
        jdbc.sql(
                        """
                        update cases set state = 'CLOSED', closed_at = :at, closed_by = :by, closing_reason = :reason,
                            deletion_on = :deletion, version = version + 1
                        where case_number = :id
                        """)
                .param("at", timestamp(at))
                .param("by", by)
                .param("reason", reason.name())
                .param("deletion", deletionOn)
                .param("id", id.number())
                .update();
    }

    void reopen(CaseId id) {
        jdbc.sql(
                        """
                        update cases set state = 'OPEN', closed_at = null, closed_by = null, closing_reason = null,
                            deletion_on = null, version = version + 1
                        where case_number = :id
                        """)
                .param("id", id.number())
                .update();
    }

    void record(CaseHistory event) {
        jdbc.sql(
                        """
                        insert into case_history (id, case_number, kind, from_municipality, to_municipality, from_team,
                            to_team, from_case_manager, to_case_manager, reason, happened_at, happened_by)
                        values (:id, :case, :kind, :fromMunicipality, :toMunicipality, :fromTeam, :toTeam, :fromManager,
                            :toManager, :reason, :at, :by)
                        """)
                .param("id", event.id())
                .param("case", event.caseId().number())
                .param("kind", event.kind().name())
                .param("fromMunicipality", name(event.fromMunicipality()))
                .param("toMunicipality", name(event.toMunicipality()))
                .param("fromTeam", team(event.fromMunicipality()))
                .param("toTeam", team(event.toMunicipality()))
                .param("fromManager", event.fromCaseManager())
                .param("toManager", event.toCaseManager())
                .param("reason", event.reason())
                .param("at", timestamp(event.at()))
                .param("by", event.by())
                .update();
    }

    private static @Nullable String name(@Nullable Municipality municipality) {
        return municipality == null ? null : municipality.name();
    }

    private static @Nullable String team(@Nullable Municipality municipality) {
        return municipality == null ? null : municipality.team();
    }

    private static Case toCase(ResultSet row, int n) throws SQLException {
        return new Case(
                new CaseId(row.getString("case_number")),
                Municipality.valueOf(row.getString("municipality")),
                row.getString("team"),
                row.getString("case_manager"),
                Case.State.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                row.getString("opened_by"),
                instantOrNull(row, "closed_at"),
                constantOrNull(row, "closing_reason", Case.ClosingReason.class),
                dayOrNull(row, "deletion_on"),
                row.getInt("version"));
    }

    private static Summary toSummary(ResultSet row, int n) throws SQLException {
        return new Summary(
                new CaseId(row.getString("case_number")),
                Municipality.valueOf(row.getString("municipality")),
                row.getString("case_manager"),
                Case.State.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                row.getString("given_name"),
                row.getString("family_name"),
                dayOrNull(row, "birth_date"),
                row.getBoolean("birth_date_uncertain"));
    }
}
