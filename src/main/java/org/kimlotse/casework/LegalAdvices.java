package org.kimlotse.casework;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.instantOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kimlotse.assessment.BenefitLawDecided;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.engine.Workflows;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whenever the rules find that a period to sue runs, somebody is to bring the person to legal advice, within the hours the
 * rules name. Once for each period; if it does not run any more the task ends by itself.
 */
@Service
public class LegalAdvices {

    /** The business key is the advice's id. */
    public static final String PROCESS = "legal-advice";

    private static final String LAPSED = "advice-lapsed";

    private final JdbcClient jdbc;
    private final DecisionLog decisions;
    private final Cases cases;
    private final Workflows workflows;
    private final Actors actors;
    private final Clock clock;

    LegalAdvices(JdbcClient jdbc, DecisionLog decisions, Cases cases, Workflows workflows, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.cases = cases;
        this.workflows = workflows;
        this.actors = actors;
        this.clock = clock;
    }

    @EventListener
    void on(BenefitLawDecided decided) {
        Optional<Finding> running = running(decided.caseId());
        Optional<LocalDate> end = running.flatMap(finding -> finding.date("appealEnd"));
        of(decided.caseId()).stream()
                .filter(LegalAdvice::open)
                .filter(advice -> end.filter(advice.appealEnd()::equals).isEmpty())
                .forEach(this::lapse);
        Case file = cases.get(decided.caseId());
        if (file.open()) {
            running.ifPresent(finding -> end.ifPresent(day -> ask(file, finding, day)));
        }
    }

    @EventListener
    void on(CaseClosed closed) {
        of(closed.caseId()).stream().filter(LegalAdvice::open).forEach(this::lapse);
    }

    private Optional<Finding> running(CaseId caseId) {
        return decisions.latest(caseId, RuleSet.BENEFIT_LAW).stream()
                .flatMap(logged -> logged.decision().findings().stream())
                .filter(finding -> finding.kind().equals(FindingKind.DEADLINE)
                        && finding.value("deadline").filter("APPEAL"::equals).isPresent())
                .findFirst();
    }

    private void ask(Case file, Finding finding, LocalDate end) {
        if (of(file.id()).stream().anyMatch(advice -> advice.appealEnd().equals(end))) {
            return;
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        int hours = finding.value("adviceWithinHours").map(Integer::valueOf).orElseThrow();
        jdbc.sql(
                        """
                        insert into legal_advices (id, case_number, appeal_end, advise_by, reason, asked_at, told_to, note)
                        values (:id, :case, :end, :by, :reason, :at, '', '')
                        """)
                .param("id", id)
                .param("case", file.id().number())
                .param("end", end)
                .param("by", timestamp(now.plus(Duration.ofHours(hours))))
                .param("reason", finding.reason())
                .param("at", timestamp(now))
                .update();
        workflows.start(PROCESS, id.toString(), CaseVariables.of(file).and(CaseVariables.DEADLINE, end));
    }

    private void lapse(LegalAdvice advice) {
        close(advice.id(), LegalAdvice.Outcome.LAPSED, "", "");
        workflows.cancel(PROCESS, advice.id().toString(), LAPSED);
    }

    /**
     * Somebody has seen to it.
     *
     * @throws Refused in German, if somebody else has
     */
    @Transactional
    public void settle(UUID id, LegalAdvice.Outcome outcome, String toldTo, String note) {
        if (!close(id, outcome, toldTo, note)) {
            throw new Refused("Das ist schon geklärt. Bitte laden Sie die Aufgabe neu.");
        }
    }

    private boolean close(UUID id, LegalAdvice.Outcome outcome, String toldTo, String note) {
        return jdbc.sql(
                                """
                                update legal_advices set outcome = :outcome, told_to = :to, note = :note, settled_at = :at,
                                    settled_by = :by
                                where id = :id and outcome is null
                                """)
                        .param("outcome", outcome.name())
                        .param("to", toldTo)
                        .param("note", note)
                        .param("at", timestamp(clock.instant()))
                        .param("by", actors.currentId())
                        .param("id", id)
                        .update()
                == 1;
    }

    public Optional<LegalAdvice> find(UUID id) {
        return jdbc.sql("select * from legal_advices where id = :id")
                .param("id", id)
                .query(LegalAdvices::read)
                .optional();
    }

    /** Oldest first. */
    public List<LegalAdvice> of(CaseId caseId) {
        return jdbc.sql("select * from legal_advices where case_number = :case order by asked_at, id")
                .param("case", caseId.number())
                .query(LegalAdvices::read)
                .list();
    }

    private static LegalAdvice read(ResultSet row, int n) throws SQLException {
        return new LegalAdvice(
                id(row, "id"),
                new CaseId(row.getString("case_number")),
                row.getObject("appeal_end", LocalDate.class),
                instant(row, "advise_by"),
                row.getString("reason"),
                instant(row, "asked_at"),
                constantOrNull(row, "outcome", LegalAdvice.Outcome.class),
                row.getString("told_to"),
                row.getString("note"),
                instantOrNull(row, "settled_at"),
                row.getString("settled_by"));
    }
}
