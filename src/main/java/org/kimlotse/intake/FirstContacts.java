package org.kimlotse.intake;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

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
import org.kimlotse.intake.FirstContact.CrisisResponse;
import org.kimlotse.intake.FirstContact.CrisisScreen;
import org.kimlotse.intake.FirstContact.Information;
import org.kimlotse.intake.FirstContact.Needs;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was taken down in the first talks; appended, never changed. */
@Repository
class FirstContacts {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Actors actors;

    FirstContacts(JdbcClient jdbc, Clock clock, Actors actors) {
        this.jdbc = jdbc;
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
        insert(caseId, "crisis_screens", "acute, kinds", ":a, :b")
                .param("a", screen.acute())
                .param("b", names(screen.kinds()))
                .update();
    }

    void add(CaseId caseId, Set<CrisisAction> actions, String informed) {
        insert(caseId, "crisis_actions", "actions, informed", ":a, :b")
                .param("a", names(actions))
                .param("b", informed)
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

    /** Notes of a kind recorded from one instant until before another. */
    int count(IntakeManagement.NoteKind kind, Instant from, Instant until) {
        return jdbc.sql(
                        "select count(*) from intake_notes where kind = :kind and recorded_at >= :from and recorded_at < :until")
                .param("kind", kind.name())
                .param("from", timestamp(from))
                .param("until", timestamp(until))
                .query(Integer.class)
                .single();
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
        return last(
                caseId,
                "crisis_screens",
                (row, n) ->
                        new CrisisScreen(row.getBoolean("acute"), constants(CrisisKind.class, row.getString("kinds"))));
    }

    List<CrisisResponse> responses(CaseId caseId) {
        return jdbc.sql("select * from crisis_actions where case_number = :case order by seq")
                .param("case", caseId.number())
                .query((row, n) -> new CrisisResponse(
                        constants(CrisisAction.class, row.getString("actions")),
                        row.getString("informed"),
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

    Optional<String> note(CaseId caseId, IntakeManagement.NoteKind kind) {
        return jdbc.sql(
                        "select note from intake_notes where case_number = :case and kind = :kind order by seq desc fetch first 1 rows only")
                .param("case", caseId.number())
                .param("kind", kind.name())
                .query(String.class)
                .optional();
    }

    private JdbcClient.StatementSpec insert(CaseId caseId, String table, String columns, String values) {
        return jdbc.sql(
                        "insert into %s (id, case_number, recorded_at, recorded_by, %s) values (:id, :case, :at, :by, %s)"
                                .formatted(table, columns, values))
                .param("id", UUID.randomUUID())
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
