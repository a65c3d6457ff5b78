package org.kimlotse.intake;

import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.intake.FirstContact.CrisisAsked;
import org.kimlotse.intake.FirstContact.CrisisResponse;
import org.kimlotse.intake.FirstContact.CrisisScreen;
import org.kimlotse.intake.FirstContact.Information;
import org.kimlotse.intake.FirstContact.Needs;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Seal;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was taken down in the first talks; appended, never changed. What tells of a crisis is sealed. */
@Repository
class FirstContacts {

    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;
    private final Actors actors;

    FirstContacts(JdbcClient jdbc, Seal seal, Clock clock, Actors actors) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
        this.actors = actors;
    }

    void add(CaseId caseId, Information information) {
        insert(caseId, "intake_talks", "info_given, info_language, info_interpreter, voluntary", ":a, :b, :c, :d")
                .param("a", information.given())
                .param("b", information.language().name())
                .param("c", information.interpreter().name())
                .param("d", information.voluntary())
                .update();
    }

    void add(CaseId caseId, CrisisScreen screen) {
        UUID id = UUID.randomUUID();
        insert(id, caseId, "crisis_screens", "acute, sealed_kinds", ":a, :b")
                .param("a", screen.acute())
                .param("b", seal.seal(names(screen.kinds()), place("crisis_screens", id, "kinds")))
                .update();
    }

    void add(CaseId caseId, Set<CrisisAction> actions, String informed) {
        UUID id = UUID.randomUUID();
        insert(id, caseId, "crisis_actions", "sealed_actions, sealed_informed", ":a, :b")
                .param("a", seal.seal(names(actions), place("crisis_actions", id, "actions")))
                .param("b", seal.seal(informed, place("crisis_actions", id, "informed")))
                .update();
    }

    void add(CaseId caseId, Needs needs) {
        insert(
                        caseId,
                        "needs_clarifications",
                        "need_areas, agencies, manages_alone, wants_case_management",
                        ":a, :b, :c, :d")
                .param("a", names(needs.areas()))
                .param("b", names(needs.agencies()))
                .param("c", needs.managesAlone())
                .param("d", needs.wantsCaseManagement())
                .update();
    }

    void add(CaseId caseId, UUID decision, String ruleId, Indication proposal, Indication decided, String reason) {
        insert(
                        caseId,
                        "indications",
                        "decision_id, rule_id, proposal, indication, override_reason",
                        ":a, :b, :c, :d, :e")
                .param("a", decision)
                .param("b", ruleId)
                .param("c", proposal.name())
                .param("d", decided.name())
                .param("e", reason)
                .update();
    }

    /** Recorded from one instant until before another, by the municipality that has the case now. */
    List<IntakeManagement.Counselled> counselled(Instant from, Instant until) {
        return jdbc.sql(
                        """
                        select c.municipality,
                            sum(case when n.kind = 'COUNSELLING' then 1 else 0 end) talks,
                            count(distinct case when n.kind = 'COUNSELLING' then n.case_number end) people,
                            count(distinct case when n.kind = 'REFERRAL_ADVICE' then n.case_number end) advised
                        from intake_notes n join cases c on c.case_number = n.case_number
                        where n.recorded_at >= :from and n.recorded_at < :until
                        group by c.municipality
                        """)
                .param("from", timestamp(from))
                .param("until", timestamp(until))
                .query((row, n) -> new IntakeManagement.Counselled(
                        Municipality.valueOf(row.getString("municipality")),
                        row.getInt("talks"),
                        row.getInt("people"),
                        row.getInt("advised")))
                .list();
    }

    /** Oldest first. */
    List<IntakeManagement.Note> notes(CaseId caseId) {
        return jdbc.sql("select * from intake_notes where case_number = :case order by seq")
                .param("case", caseId.number())
                .query((row, n) -> new IntakeManagement.Note(
                        IntakeManagement.NoteKind.valueOf(row.getString("kind")),
                        row.getString("note"),
                        instant(row, "recorded_at"),
                        row.getString("recorded_by")))
                .list();
    }

    void addNote(CaseId caseId, IntakeManagement.NoteKind kind, String note) {
        insert(caseId, "intake_notes", "kind, note", ":a, :b")
                .param("a", kind.name())
                .param("b", note)
                .update();
    }

    Optional<Information> information(CaseId caseId) {
        return last(
                caseId,
                "intake_talks",
                (row, n) -> new Information(
                        row.getBoolean("info_given"),
                        Language.valueOf(row.getString("info_language")),
                        Interpreter.valueOf(row.getString("info_interpreter")),
                        row.getBoolean("voluntary")));
    }

    Optional<CrisisScreen> screen(CaseId caseId) {
        return last(caseId, "crisis_screens", (row, n) -> screen(row));
    }

    List<CrisisAsked> screens(CaseId caseId) {
        return jdbc.sql("select * from crisis_screens where case_number = :case order by seq")
                .param("case", caseId.number())
                .query((row, n) ->
                        new CrisisAsked(screen(row), instant(row, "recorded_at"), row.getString("recorded_by")))
                .list();
    }

    private CrisisScreen screen(ResultSet row) throws SQLException {
        return new CrisisScreen(
                row.getBoolean("acute"), constants(CrisisKind.class, opened(row, "crisis_screens", "kinds")));
    }

    List<CrisisResponse> responses(CaseId caseId) {
        return jdbc.sql("select * from crisis_actions where case_number = :case order by seq")
                .param("case", caseId.number())
                .query((row, n) -> new CrisisResponse(
                        constants(CrisisAction.class, opened(row, "crisis_actions", "actions")),
                        opened(row, "crisis_actions", "informed"),
                        instant(row, "recorded_at"),
                        row.getString("recorded_by")))
                .list();
    }

    Optional<Needs> needs(CaseId caseId) {
        return last(
                caseId,
                "needs_clarifications",
                (row, n) -> new Needs(
                        constants(NeedArea.class, row.getString("need_areas")),
                        constants(Agency.class, row.getString("agencies")),
                        row.getBoolean("manages_alone"),
                        row.getBoolean("wants_case_management")));
    }

    Optional<Indication> indication(CaseId caseId) {
        return last(caseId, "indications", (row, n) -> Indication.valueOf(row.getString("indication")));
    }

    /** What older versions of Lotse left unsealed is sealed when the application starts. */
    @EventListener(ApplicationStartedEvent.class)
    void sealWhatLiesOpen() {
        sealColumn("crisis_screens", "kinds");
        sealColumn("crisis_actions", "actions");
        sealColumn("crisis_actions", "informed");
    }

    private void sealColumn(String table, String column) {
        jdbc.sql("select id, %1$s from %2$s where %1$s is not null".formatted(column, table))
                .query((row, n) -> new String[] {row.getString("id"), row.getString(column)})
                .list()
                .forEach(open -> jdbc.sql(
                                "update %2$s set sealed_%1$s = :sealed, %1$s = null where id = :id and %1$s is not null"
                                        .formatted(column, table))
                        .param("sealed", seal.seal(open[1], place(table, UUID.fromString(open[0]), column)))
                        .param("id", UUID.fromString(open[0]))
                        .update());
    }

    private String opened(ResultSet row, String table, String column) throws SQLException {
        String sealed = row.getString("sealed_" + column);
        return sealed == null ? "" : seal.open(sealed, place(table, id(row, "id"), column));
    }

    private static String place(String table, UUID id, String column) {
        return table + ":" + id + ":" + column;
    }

    private JdbcClient.StatementSpec insert(CaseId caseId, String table, String columns, String values) {
        return insert(UUID.randomUUID(), caseId, table, columns, values);
    }

    private JdbcClient.StatementSpec insert(UUID id, CaseId caseId, String table, String columns, String values) {
        return jdbc.sql(
                        "insert into %s (id, case_number, recorded_at, recorded_by, %s) values (:id, :case, :at, :by, %s)"
                                .formatted(table, columns, values))
                .param("id", id)
                .param("case", caseId.number())
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId());
    }

    private <T> Optional<T> last(CaseId caseId, String table, RowMapper<T> mapper) {
        return jdbc.sql("select * from %s where case_number = :case order by seq desc fetch first 1 rows only"
                        .formatted(table))
                .param("case", caseId.number())
                .query(mapper)
                .optional();
    }

    private static String names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    private static <E extends Enum<E>> Set<E> constants(Class<E> type, String names) {
        return Arrays.stream(names.split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> Enum.valueOf(type, name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
