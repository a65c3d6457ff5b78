package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.Statements;
import org.kimlotse.TestClock;
import org.kimlotse.access.ReadLog;
import org.kimlotse.access.ReadLogRetention;
import org.kimlotse.assessment.PersonCorrection;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.casework.CaseChange;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.CaseErasure;
import org.kimlotse.goals.GoalOutcome;
import org.kimlotse.goals.GoalReview;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.IncidentWatch;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A closed case whose day has come is gone: from our tables, from the engine and its history, from everywhere. */
@LotseTest
class ErasureScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final Pattern DELETE = Pattern.compile("delete from (\\w+)");

    /** Where the number of an erased case may still stand: the proof, and for three years who read the case. */
    private static final List<String> STAYS = List.of("case_erasures.case_number", "read_log.case_number");

    /** The rule files themselves; their own cases have example numbers like those of real ones. */
    private static final String RULE_FILES = "rule_set_versions.sources: kim-";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private CaseOpening opening;

    @Autowired
    private CaseClosing closing;

    @Autowired
    private Cases cases;

    @Autowired
    private Handovers handovers;

    @Autowired
    private HandoverSweep sweep;

    @Autowired
    private SystemIncidents incidents;

    @Autowired
    private IncidentWatch watch;

    @Autowired
    private CaseErasure erasure;

    @Autowired
    private CaseChanges changes;

    @Autowired
    private HealthAccesses accesses;

    @Autowired
    private GoalReview goals;

    @Autowired
    private Persons persons;

    @Autowired
    private PersonCorrection correction;

    @Autowired
    private ReadLog reads;

    @Autowired
    private ReadLogRetention readLog;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    private Story story;

    @BeforeEach
    void theDayAfterTheDecisionWasServed() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    /** What others closed in this database must not be due on the days of these stories. */
    @AfterEach
    void backToToday() {
        clock.setTo("2026-09-16");
    }

    private CaseStory inTransition() {
        return CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("Siegburg")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.of(2026, 9, 16));
    }

    private Handover hop(CaseId caseId, String hop) {
        return handovers.ofCase(caseId).stream()
                .filter(h -> h.hop().equals(hop))
                .findFirst()
                .orElseThrow();
    }

    private void close(CaseId caseId) {
        Acting.as(MANAGER, () -> {
            closing.close(
                    caseId,
                    Case.ClosingReason.MOVED_AWAY,
                    story.say("nach Köln"),
                    cases.get(caseId).version());
        });
        story.runDueJobs();
    }

    /** A case in which everything happened that leaves a trace, with the ids of its parts. */
    private List<String> marked(CaseId caseId) {
        Handover h1 = hop(caseId, "H1");
        story.task(MANAGER, "userTask_prepareAndSend", h1.id().toString())
                .submit("sendDecision", "SEND", "sendNote", story.say("bitte bald"));
        story.fire("serviceTask_send", h1.id().toString());
        story.task("jobcenter", "userTask_confirmReceipt", h1.id().toString())
                .submit("receiptAnswer", "QUERIED", "queryText", story.say("seit wann?"));
        story.task(MANAGER, "userTask_answerQuery", h1.id().toString()).submit("queryAnswer", story.say("seit März"));
        clock.setTo("2026-09-24");
        sweep.run();
        incidents.report(
                SystemIncident.Kind.SWEEP_FAILED, h1.id().toString(), caseId, "Die Uhr konnte nicht prüfen " + caseId);
        watch.run();
        clock.setTo("2026-09-25");
        story.task("koordination", "userTask_coordinate", hop(caseId, "H4").id().toString())
                .submit("ladderDone", "NOT_REACHED", "ladderNote", story.say("niemand da"));
        story.as(
                MANAGER,
                () -> changes.report(
                        caseId, CaseChange.Kind.FAMILY, LocalDate.of(2026, 9, 24), story.say("Tochter geboren")));
        story.task(MANAGER, "userTask_reviewChange", caseId.number())
                .submit(
                        "changeDecision",
                        "NOT_NEEDED",
                        "changesSeen",
                        changes.open(caseId).stream()
                                .map(c -> c.id().toString())
                                .toList(),
                        "changeReason",
                        story.say("schon vereinbart"));
        String access = story.as(
                        "vertretung",
                        () -> accesses.open(caseId, story.say("Die Kollegin ist krank, die Klinik fragt nach")))
                .id()
                .toString();
        correctTheName(caseId);
        story.as(
                MANAGER,
                () -> goals.judge(
                        caseId,
                        1,
                        1,
                        GoalOutcome.Kind.PARTLY,
                        LocalDate.of(2026, 9, 24),
                        GoalOutcome.SaidBy.PERSON,
                        story.say("der Bescheid fehlt noch")));
        List<String> markers = new ArrayList<>(story.typed());
        markers.add(access);
        markers.add(caseId.number());
        handovers.ofCase(caseId).forEach(h -> markers.add(h.id().toString()));
        jdbc.sql("select id from persons where case_number = :case")
                .param("case", caseId.number())
                .query(UUID.class)
                .list()
                .forEach(id -> markers.add(id.toString()));
        return markers;
    }

    /** The old name and the reason stay readable in the file, until the file goes. */
    private void correctTheName(CaseId caseId) {
        Person p = persons.client(caseId);
        story.as(
                MANAGER,
                () -> correction.apply(
                        new Person(
                                p.id(),
                                p.caseId(),
                                p.role(),
                                p.givenName(),
                                story.say("Richtigname"),
                                p.birthDate(),
                                p.birthDateUncertain(),
                                p.language(),
                                p.interpreterNeeded(),
                                p.phone(),
                                p.version()),
                        story.say("verschrieben")));
    }

    private static List<String> notMeantToStay(List<String> places) {
        return places.stream()
                .filter(place -> !place.toLowerCase(Locale.ROOT).startsWith(RULE_FILES))
                .filter(place -> STAYS.stream()
                        .noneMatch(stays -> place.toLowerCase(Locale.ROOT).startsWith(stays)))
                .distinct()
                .toList();
    }

    @Test
    void nothingOfAnErasedCaseIsLeftInAnyTable() {
        CaseId caseId = new CaseId(inTransition().number());
        List<String> markers = marked(caseId);
        close(caseId);
        LeakScan scan = new LeakScan(dataSource);
        assertThat(scan.findAnywhere(markers)).as("the scan sees what is there").hasSizeGreaterThan(100);

        LocalDate due = cases.get(caseId).deletionOn();
        clock.setTo(due.minusDays(1));
        erasure.run();
        assertThat(cases.find(caseId)).as("the day before").isPresent();

        clock.setTo(due);
        CaseErasure.Report report = erasure.run();

        assertThat(report.erased()).isPositive();
        assertThat(report.failed()).isZero();
        assertThat(notMeantToStay(scan.findAnywhere(markers))).isEmpty();
        assertThat(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .variableValueEquals("caseNumber", caseId.number())
                        .count())
                .isZero();
        Map<String, Object> proof = jdbc.sql("select * from case_erasures where case_number = :case")
                .param("case", caseId.number())
                .query()
                .singleRow();
        assertThat(proof.get("erased_by")).isEqualTo("lotse");
        assertThat(((Number) proof.get("row_count")).intValue()).isGreaterThan(100);
        assertThat(((Number) proof.get("instance_count")).intValue()).isGreaterThanOrEqualTo(15);
    }

    /** What this story has no row in is erased as well: a module that is added and forgets itself is found here. */
    @Test
    void everyTableThatNamesACaseOrHangsOnOneIsErased() throws SQLException {
        CaseId caseId = new CaseId(
                CaseStory.workedBy(MANAGER, story, opening).opened("Siegburg").number());
        incidents.report(SystemIncident.Kind.DETECTION_FAILED, caseId.number(), caseId, "zum Löschen");
        close(caseId);
        clock.setTo(cases.get(caseId).deletionOn());
        Set<String> erased = Statements.of(() -> erasure.run()).stream()
                .map(executed -> DELETE.matcher(executed.sql().toLowerCase(Locale.ROOT)))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> expected = tablesOfCases();
        assertThat(expected).hasSizeGreaterThan(30);
        expected.removeAll(Set.of("case_erasures", "read_log"));
        assertThat(erased).containsAll(expected).contains("additional_facts", "unmatched_messages");
    }

    private Set<String> tablesOfCases() throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData meta = connection.getMetaData();
            Deque<String> open = new ArrayDeque<>();
            try (ResultSet columns = meta.getColumns(null, null, "%", "%")) {
                while (columns.next()) {
                    if (columns.getString("COLUMN_NAME").equalsIgnoreCase("case_number")) {
                        open.add(columns.getString("TABLE_NAME"));
                    }
                }
            }
            while (!open.isEmpty()) {
                String table = open.remove();
                if (tables.add(table.toLowerCase(Locale.ROOT))) {
                    try (ResultSet keys = meta.getExportedKeys(null, null, table)) {
                        while (keys.next()) {
                            open.add(keys.getString("FKTABLE_NAME"));
                        }
                    }
                }
            }
        }
        return tables;
    }

    @Test
    void aCaseOpenedAgainStays() {
        CaseId caseId = new CaseId(inTransition().number());
        close(caseId);
        LocalDate due = cases.get(caseId).deletionOn();
        clock.setTo(due.minusDays(1));
        Acting.as(MANAGER, () -> {
            closing.reopen(caseId, "kommt wieder", cases.get(caseId).version());
        });
        clock.setTo(due.plusYears(1));
        erasure.run();
        assertThat(cases.find(caseId)).isPresent();
    }

    @Test
    void aCaseThatCannotBeErasedIsWholeAndATaskForTheAdministratorsAndTheOthersGo() {
        CaseId stuck = new CaseId(CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("Siegburg")
                .number());
        CaseId other = new CaseId(CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("Siegburg")
                .number());
        close(stuck);
        close(other);
        jdbc.sql("create table holds_on (case_number varchar(20) references cases(case_number))")
                .update();
        jdbc.sql("insert into holds_on (case_number) values (:case)")
                .param("case", stuck.number())
                .update();
        try {
            clock.setTo(cases.get(stuck).deletionOn());
            CaseErasure.Report report = erasure.run();
            assertThat(report.failed()).isEqualTo(1);
            assertThat(cases.find(other)).isEmpty();
            assertThat(cases.find(stuck)).isPresent();
            assertThat(engine.getHistoryService()
                            .createHistoricProcessInstanceQuery()
                            .variableValueEquals("caseNumber", stuck.number())
                            .count())
                    .isPositive();
            watch.run();
            SystemIncident incident = incidents.open().stream()
                    .filter(i -> i.kind() == SystemIncident.Kind.ERASURE_FAILED
                            && i.reference().equals(stuck.number()))
                    .findFirst()
                    .orElseThrow();
            story.task("admin", "userTask_handleIncident", incident.id().toString());
        } finally {
            jdbc.sql("drop table holds_on").update();
        }
        clock.advance(Duration.ofDays(1));
        erasure.run();
        assertThat(cases.find(stuck)).isEmpty();
        assertThat(incidents.open()).noneMatch(i -> i.reference().equals(stuck.number()));
    }

    @Test
    void theProofItselfGoesAfterThreeYears() {
        CaseId caseId = new CaseId(
                CaseStory.workedBy(MANAGER, story, opening).opened("Siegburg").number());
        close(caseId);
        LocalDate due = cases.get(caseId).deletionOn();
        clock.setTo(due);
        erasure.run();
        assertThat(proofs(caseId)).isEqualTo(1);
        clock.setTo(BusinessCalendar.today(clock).plusYears(3).plusDays(1));
        erasure.run();
        assertThat(proofs(caseId)).isZero();
    }

    @Test
    void whoReadTheCaseIsKnownForThreeYears() {
        CaseId caseId = new CaseId(
                CaseStory.workedBy(MANAGER, story, opening).opened("Siegburg").number());
        Acting.as(MANAGER, () -> reads.record(caseId, "CASE_FILE"));
        clock.setTo("2029-09-16");
        readLog.run();
        assertThat(reads.of(caseId)).isNotEmpty();
        clock.setTo("2029-09-17");
        assertThat(readLog.run()).isPositive();
        assertThat(reads.of(caseId)).isEmpty();
    }

    private int proofs(CaseId caseId) {
        return jdbc.sql("select count(*) from case_erasures where case_number = :case")
                .param("case", caseId.number())
                .query(Integer.class)
                .single();
    }
}
