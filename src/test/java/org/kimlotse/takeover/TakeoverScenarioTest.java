package org.kimlotse.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.casework.CaseErasure;
import org.kimlotse.consent.Consents;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.LeakScan;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases that ran before Lotse did come in from a table: once, whole, and with an owner. */
@LotseTest
class TakeoverScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final Set<RowState> ALL = EnumSet.allOf(RowState.class);

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private Takeovers takeovers;

    @Autowired
    private TakeoverWork work;

    @Autowired
    private TakeoverStore store;

    @Autowired
    private Cases cases;

    @Autowired
    private Persons persons;

    @Autowired
    private Consents consents;

    @Autowired
    private Assessment assessment;

    @Autowired
    private ReferralRecords referrals;

    @Autowired
    private ReferralSteps steps;

    @Autowired
    private CaseOpening opening;

    @Autowired
    private CaseClosing closing;

    @Autowired
    private CaseErasure erasure;

    @Autowired
    private SystemIncidents incidents;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    private Story story;

    @BeforeEach
    void onAWednesday() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    @AfterEach
    void backToToday() {
        clock.setTo("2026-09-16");
    }

    // ---- a table in words -----------------------------------------------------------------------------------

    /** A row with all that is needed; what a test says replaces it. Names are all different. */
    private static Map<String, String> row(String... more) {
        String unique = letters();
        Map<String, String> row = new LinkedHashMap<>(Map.of(
                "Aktenzeichen alt",
                "FM-" + unique,
                "Vorname",
                unique.substring(0, 8),
                "Familienname",
                unique.substring(8, 20),
                "Geburtsdatum",
                "12.04.1995",
                "Gemeinde",
                "Siegburg",
                "Fallführung",
                MANAGER,
                "Fall geführt seit",
                "03.02.2024",
                "Stand",
                "Begleitung"));
        for (int i = 0; i < more.length; i += 2) {
            row.put(more[i], more[i + 1]);
        }
        return row;
    }

    private static String letters() {
        return UUID.randomUUID()
                .toString()
                .replace("-", "")
                .chars()
                .mapToObj(c -> String.valueOf((char) (c < 'a' ? 'g' + c - '0' : c)))
                .collect(Collectors.joining());
    }

    @SafeVarargs
    private static String table(Map<String, String>... rows) {
        return table(Arrays.asList(rows));
    }

    private static String table(Collection<Map<String, String>> rows) {
        List<String> headers =
                rows.stream().flatMap(r -> r.keySet().stream()).distinct().toList();
        List<String> lines = new ArrayList<>(List.of(String.join(";", headers)));
        rows.forEach(r -> lines.add(headers.stream()
                .map(h -> r.getOrDefault(h, ""))
                .map(c -> c.contains(";") || c.contains("\"") ? "\"" + c.replace("\"", "\"\"") + "\"" : c)
                .collect(Collectors.joining(";"))));
        return String.join("\r\n", lines) + "\r\n";
    }

    private UUID uploaded(String table) {
        return uploaded(table, StandardCharsets.UTF_8);
    }

    private UUID uploaded(String table, Charset charset) {
        UUID file = story.as(MANAGER, () -> takeovers.upload(table.getBytes(charset)));
        work.check();
        return file;
    }

    private List<Takeovers.Line> lines(UUID file) {
        return story.as(MANAGER, () -> takeovers.lines(file, ALL, 0, 1000));
    }

    private List<RowState> states(UUID file) {
        return lines(file).stream().map(Takeovers.Line::state).toList();
    }

    private Takeovers.Standing standing(UUID file) {
        return story.as(MANAGER, () -> takeovers.find(file).orElseThrow());
    }

    private UUID takenOver(String table) {
        UUID file = uploaded(table);
        story.as(MANAGER, () -> takeovers.confirm(file));
        work.run();
        return file;
    }

    private static String said(Takeovers.Line line) {
        return line.findings().stream()
                .map(f -> f.column() + ": " + f.message())
                .collect(Collectors.joining("\n"));
    }

    // ---- the way in -----------------------------------------------------------------------------------------

    @Test
    void aLatin1FileWithSemicolonsBecomesCasesWhoseFirstTaskBelongsToTheirManagers() {
        String reference = "Übertrag " + letters();
        UUID file = uploaded(
                table(
                        row(
                                "Aktenzeichen alt", reference,
                                "Vorname", "Jürgen " + letters().substring(0, 6),
                                "Familienname", "Großmüller",
                                "Geburtsdatum", "1.1.1980",
                                "Sprache", "Arabisch",
                                "Dolmetschen nötig", "ja",
                                "Telefon", "02241 102-0",
                                "Fallführung", "vertretung",
                                "Aufenthaltsstatus", "RECOGNISED",
                                "Bescheid zugestellt am", "15.09.2026",
                                "In Deutschland seit", "20.01.2025",
                                "Erwerbsfähig", "ja",
                                "Leistung jetzt", "ASYLBLG"),
                        row()),
                StandardCharsets.ISO_8859_1);

        Takeovers.Standing checked = standing(file);
        assertThat(checked.file().notices()).isEqualTo("Gelesen als Windows-1252 (Latin-1), getrennt mit Semikolon.");
        assertThat(checked.allRight()).isTrue();
        work.run();
        assertThat(states(file)).as("nothing before somebody says so").containsOnly(RowState.GOOD);

        story.as(MANAGER, () -> takeovers.confirm(file));
        assertThat(standing(file).waiting()).isEqualTo(2);
        work.run();

        Takeovers.Standing done = standing(file);
        assertThat(done.file().state()).isEqualTo(TakeoverFile.State.DONE);
        assertThat(done.count(RowState.TAKEN)).isEqualTo(2);
        CaseId caseId = lines(file).get(0).caseId();
        Person person = persons.client(caseId);
        assertThat(person.fullName()).startsWith("Jürgen").endsWith("Großmüller");
        assertThat(person.birthDateUncertain()).isTrue();
        assertThat(person.language()).isEqualTo("AR");
        assertThat(person.interpreterNeeded()).isTrue();
        assertThat(person.phone()).isEqualTo("02241 102-0");
        Case opened = cases.get(caseId);
        assertThat(opened.caseManager()).isEqualTo("vertretung");
        assertThat(opened.team()).isEqualTo(Municipality.SIEGBURG.team());
        assertThat(assessment.known(caseId))
                .containsEntry(StatusFact.RESIDENCE_STATUS, "RECOGNISED")
                .containsEntry(StatusFact.DECISION_SERVED_ON, "2026-09-15")
                .containsEntry(StatusFact.EMPLOYABLE, "true")
                .containsEntry(StatusFact.BENEFIT_NOW, "ASYLBLG")
                .doesNotContainKey(StatusFact.NEEDS_SUPPORT);
        assertThat(consents.of(caseId)).as("consents are asked for anew").isEmpty();
        TakenOver taken = story.as("vertretung", () -> takeovers.of(caseId).orElseThrow());
        assertThat(taken.oldReference()).isEqualTo(reference);
        assertThat(taken.runningSince()).isEqualTo(LocalDate.of(2024, 2, 3));
        assertThat(taken.phase()).isEqualTo(Phase.CASE_MANAGEMENT);
        assertThat(taken.by()).isEqualTo(MANAGER);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(caseId.number())
                        .singleResult())
                .satisfies(task -> {
                    assertThat(task.getTaskDefinitionKey()).isEqualTo("userTask_screenCrisis");
                    assertThat(task.getAssignee()).isEqualTo("vertretung");
                });
    }

    @Test
    void aCaseTakenOverGoesOnLikeAnyOther() {
        UUID file = takenOver(table(row("Vorname", story.say(letters()), "Familienname", story.say(letters()))));
        CaseId caseId = lines(file).get(0).caseId();

        CaseStory.workedBy(MANAGER, story, opening)
                .goingOn(caseId.number())
                .noCrisis()
                .informedWithConsent()
                .needsManyOffices()
                .indication("CASE_MANAGEMENT");

        assertThat(story.tasksOf(MANAGER, caseId.number())).containsExactly("userTask_assess");
        assertThat(new LeakScan(dataSource).findInEngine(story.typed())).isEmpty();
    }

    // ---- twice ----------------------------------------------------------------------------------------------

    @Test
    void theSameFileTwiceMakesNoDouble() {
        String table = table(row(), row(), row());
        UUID first = takenOver(table);
        List<CaseId> opened = lines(first).stream().map(Takeovers.Line::caseId).toList();

        UUID second = uploaded(table.replace("FM-", "fm - "));

        assertThat(states(second)).containsOnly(RowState.KNOWN);
        assertThat(lines(second)).extracting(Takeovers.Line::caseId).containsExactlyElementsOf(opened);
        assertThat(said(lines(second).get(0))).contains("Schon übernommen als " + opened.get(0), "kein zweiter Fall");
        assertThatThrownBy(() -> story.as(MANAGER, () -> takeovers.confirm(second)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("keine Zeile ausgewählt");
    }

    @Test
    void anotherPersonUnderTheSameReferenceIsSaid() {
        Map<String, String> row = row();
        takenOver(table(row));
        Map<String, String> other = new LinkedHashMap<>(row);
        other.put("Familienname", story.say("Anders"));

        UUID second = uploaded(table(other));

        assertThat(states(second)).containsExactly(RowState.KNOWN);
        assertThat(said(lines(second).get(0))).contains("kein zweiter Fall", "Dort heißt die Person aber anders");
        assertThat(said(lines(uploaded(table(row))).get(0))).doesNotContain("ander");

        Map<String, String> born = new LinkedHashMap<>(row);
        born.put("Geburtsdatum", "02.01.1990");
        assertThat(said(lines(uploaded(table(born))).get(0))).contains("Dort steht ein anderes Geburtsdatum");
    }

    @Test
    void twoUploadsConfirmedAtOnceMakeNoDouble() {
        String table = table(row(), row());
        UUID first = uploaded(table);
        UUID second = uploaded(table);
        story.as(MANAGER, () -> takeovers.confirm(first));
        clock.advance(Duration.ofSeconds(1));
        story.as(MANAGER, () -> takeovers.confirm(second));
        story.as(MANAGER, () -> takeovers.confirm(second));
        work.run();

        assertThat(states(first)).containsOnly(RowState.TAKEN);
        assertThat(states(second)).containsOnly(RowState.KNOWN);
        assertThat(lines(second).get(0).caseId()).isEqualTo(lines(first).get(0).caseId());
    }

    @Test
    void aPersonWhoIsThereAlreadyIsToldAndTakenOverOnlyIfSomebodySaysSo() {
        Map<String, String> known = row();
        takenOver(table(known));
        Map<String, String> again =
                row("Vorname", known.get("Vorname"), "Familienname", known.get("Familienname") + "s");
        UUID file = uploaded(table(again, row()));

        assertThat(states(file)).containsExactly(RowState.ALIKE, RowState.GOOD);
        assertThat(said(lines(file).get(0))).contains("Vielleicht gibt es diese Person schon", "Ähnlicher Name");
        story.as(MANAGER, () -> takeovers.chooseAllRight(file));
        assertThat(lines(file)).extracting(Takeovers.Line::chosen).containsExactly(false, true);

        story.as(MANAGER, () -> takeovers.choose(file, Set.of(2, 3), Set.of(2, 3)));
        story.as(MANAGER, () -> takeovers.confirm(file));
        work.run();
        assertThat(states(file)).containsOnly(RowState.TAKEN);
    }

    @Test
    void whoWasOpenedInTheMeantimeIsHeldBackAndTheTeamIsTold() {
        Map<String, String> person = row();
        UUID file = uploaded(table(person, row()));
        UUID other =
                takenOver(table(row("Vorname", person.get("Vorname"), "Familienname", person.get("Familienname"))));
        story.as(MANAGER, () -> takeovers.confirm(file));
        work.run();

        assertThat(states(file)).containsExactly(RowState.HELD, RowState.TAKEN);
        assertThat(said(lines(file).get(0)))
                .contains(lines(other).get(0).caseId().number(), "laden Sie die Tabelle noch einmal hoch");
        assertThat(incidents.openOf(Set.of(Municipality.SIEGBURG.team())))
                .filteredOn(i -> i.reference().startsWith(file.toString()))
                .singleElement()
                .satisfies(i -> {
                    assertThat(i.kind()).isEqualTo(SystemIncident.Kind.TAKEOVER_INCOMPLETE);
                    assertThat(i.summary())
                            .contains("wurde 1 Zeile für Siegburg nicht übernommen")
                            .doesNotContain(person.get("Familienname"));
                });
    }

    @Test
    void aFileNumberStandsOnlyOnceInAFileAndTwoRowsOfOnePersonAreTold() {
        Map<String, String> one = row();
        UUID file = uploaded(table(
                one,
                row("Aktenzeichen alt", one.get("Aktenzeichen alt").toLowerCase()),
                row("Vorname", one.get("Vorname"), "Familienname", one.get("Familienname") + "é")));

        assertThat(states(file)).containsExactly(RowState.GOOD, RowState.WRONG, RowState.ALIKE);
        assertThat(said(lines(file).get(1))).contains("Aktenzeichen alt", "steht schon in Zeile 2");
        assertThat(said(lines(file).get(2))).contains("wie in Zeile 2");
    }

    // ---- who lives with the person, and what is arranged already ---------------------------------------------

    private static Map<String, String> with(Map<String, String> caseRow, String kind, String... more) {
        Map<String, String> row = new LinkedHashMap<>(Map.of(
                "Art der Zeile", kind, "Aktenzeichen alt", caseRow.get("Aktenzeichen alt"), "Gemeinde", "Siegburg"));
        for (int i = 0; i < more.length; i += 2) {
            row.put(more[i], more[i + 1]);
        }
        return row;
    }

    private static Map<String, String> child(Map<String, String> caseRow, String... more) {
        Map<String, String> row = with(
                caseRow,
                "Haushalt",
                "Vorname",
                "Nour",
                "Familienname",
                caseRow.get("Familienname"),
                "Geburtsdatum",
                "03.09.2019");
        for (int i = 0; i < more.length; i += 2) {
            row.put(more[i], more[i + 1]);
        }
        return row;
    }

    private static Map<String, String> course(Map<String, String> caseRow, String... more) {
        Map<String, String> row = with(
                caseRow,
                "Vermittlung",
                "Vermittlung",
                "Sprachkurs",
                "Vermittelt seit",
                "02.03.2026",
                "Stelle",
                "Volkshochschule",
                "Stand der Vermittlung",
                "wartet auf einen Platz",
                "Nächster Termin",
                "05.10.2026");
        for (int i = 0; i < more.length; i += 2) {
            row.put(more[i], more[i + 1]);
        }
        return row;
    }

    @Test
    void householdAndRunningReferralsComeInWithTheirCaseAndAreProposedWhereGoalsAreAgreed() {
        Map<String, String> person = row();
        UUID file = uploaded(table(child(person), course(person), person));
        Takeovers.Standing checked = standing(file);
        assertThat(checked.allRight()).isTrue();
        assertThat(checked.goodText()).isEqualTo("1 Fall, 1 Person im Haushalt, 1 laufende Vermittlung");
        story.as(MANAGER, () -> takeovers.confirm(file));
        work.run();

        assertThat(states(file)).containsOnly(RowState.TAKEN);
        CaseId caseId = lines(file).get(2).caseId();
        assertThat(lines(file)).extracting(Takeovers.Line::caseId).containsOnly(caseId);
        assertThat(persons.household(caseId)).singleElement().satisfies(p -> {
            assertThat(p.givenName()).isEqualTo("Nour");
            assertThat(p.birthDate()).isEqualTo(LocalDate.of(2019, 9, 3));
        });
        assertThat(story.as(MANAGER, () -> takeovers.referralsOf(caseId)))
                .singleElement()
                .satisfies(
                        r -> assertThat(r.sentence())
                                .isEqualTo(
                                        "seit 02.03.2026, Volkshochschule: wartet auf einen Platz, nächster Termin 05.10.2026"));
        assertThat(story.as("lohmar", () -> takeovers.referralsOf(caseId))).isEmpty();

        CaseStory.workedBy(MANAGER, story, opening)
                .goingOn(caseId.number())
                .noCrisis()
                .informedWithConsent()
                .needsManyOffices()
                .indication("CASE_MANAGEMENT")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed();
        Story.OpenTask goals = story.task(MANAGER, "userTask_agreeGoals", caseId.number());
        assertThat(goals.shows("referralProposals")).contains("**Sprachkurs** lief schon vor Lotse seit 02.03.2026");
        assertThat(goals.shows("agreedReferrals")).contains("LANGUAGE_COURSE");
    }

    @Test
    void aCourseThatRunsAlreadyIsNotTypedAgainAndIsLateWithNothing() {
        Map<String, String> person = row();
        UUID file = uploaded(table(person, course(person)));
        story.as(MANAGER, () -> takeovers.confirm(file));
        work.run();
        CaseId caseId = lines(file).get(0).caseId();
        CaseStory.workedBy(MANAGER, story, opening)
                .goingOn(caseId.number())
                .noCrisis()
                .informedWithConsent()
                .needsManyOffices()
                .indication("CASE_MANAGEMENT")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE")
                .goalsSigned(LocalDate.of(2026, 9, 16));
        Referral course = referrals.of(caseId).get(0);
        onCourse(
                course,
                "userTask_clarifyCourseNeeds",
                "courseStatus",
                "GESTATTUNG",
                "germanLevel",
                "A1",
                "literacy",
                "LATIN",
                "courseFullTime",
                true,
                "courseChildcare",
                false,
                "courseWorking",
                false,
                "courseInSchool",
                false);
        onCourse(course, "userTask_chooseDoor", "courseDoor", "VORHANDEN");
        onCourse(
                course,
                "userTask_recordCertificate",
                "certificateKind",
                "SOZIALAMT",
                "certificateOn",
                "2026-02-16",
                "certificateUntil",
                "2027-02-16",
                "courseObliged",
                true);
        leftOut(course, "S2");
        onCourse(
                course,
                "userTask_recordPlacement",
                "placementState",
                "WITHOUT",
                "germanLevel",
                "A1",
                "courseKind",
                "ALLGEMEIN");
        leftOut(course, "S3");
        Story.OpenTask registration =
                story.task(MANAGER, "userTask_recordRegistration", course.id().toString());
        assertThat(registration.shows("courseProvider")).isEqualTo("Volkshochschule");
        assertThat(registration.shows("courseStatusText")).contains("Lief schon vor Lotse: seit 02.03.2026");
        assertThat(due(registration)).isAfterOrEqualTo(LocalDate.of(2026, 9, 16));
        onCourse(
                course,
                "userTask_recordRegistration",
                "courseRegistration",
                "REGISTERED",
                "courseProvider",
                registration.shows("courseProvider"),
                "registeredOn",
                "2026-02-27");
        // Fri 27.02. + 3 Arbeitstage is Wed 04.03.2026; it is Wed 16.09.2026 now.
        Handover proof = steps.last(course.id(), "S4").orElseThrow();
        assertThat(proof.due()).contains(LocalDate.of(2026, 9, 17));
        assertThat(proof.dueReason()).contains("Der 04.03.2026 ist schon vorbei: nächster Arbeitstag");
        onCourse(course, "userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-03-02");
        Story.OpenTask watch =
                story.task(MANAGER, "userTask_followAttendance", course.id().toString());
        assertThat(due(watch)).isEqualTo(LocalDate.of(2026, 9, 17));
        assertThat(watch.shows("courseDeadlines")).contains("am 16.09.2026 eingetragen", "17.09.2026");
    }

    private void onCourse(Referral course, String task, Object... fields) {
        story.task(MANAGER, task, course.id().toString()).submit(fields);
        story.runDueJobs();
    }

    private void leftOut(Referral course, String step) {
        story.task(
                        MANAGER,
                        "userTask_prepareAndSend",
                        steps.last(course.id(), step).orElseThrow().id().toString())
                .submit("sendDecision", "NOT_NEEDED", "notNeededReason", story.say("lief schon"));
        story.runDueJobs();
    }

    private LocalDate due(Story.OpenTask task) {
        return TaskDates.dayOf(engine.getTaskService()
                .createTaskQuery()
                .taskId(task.id())
                .singleResult()
                .getDueDate());
    }

    @Test
    void householdAndReferralsMayFollowLaterAndTwiceMakesNoDouble() {
        Map<String, String> person = row();
        UUID first = takenOver(table(person));
        CaseId caseId = lines(first).get(0).caseId();
        String table = table(child(person), course(person), child(person, "Vorname", "Sami", "Geburtsdatum", ""));
        UUID later = takenOver(table);
        assertThat(states(later)).containsOnly(RowState.TAKEN);

        UUID again = uploaded(table.replace("Nour", "NOUR "));
        assertThat(states(again)).containsOnly(RowState.KNOWN);
        assertThat(said(lines(again).get(0))).contains("Steht schon im Haushalt von " + caseId);
        assertThat(said(lines(again).get(1))).contains("Steht schon bei " + caseId);
        assertThat(persons.household(caseId)).hasSize(2);

        UUID one = uploaded(table(child(person, "Vorname", "Ali")));
        UUID other = uploaded(table(child(person, "Vorname", "Ali")));
        story.as(MANAGER, () -> takeovers.confirm(one));
        story.as(MANAGER, () -> takeovers.confirm(other));
        work.run();
        assertThat(List.of(states(one).get(0), states(other).get(0)))
                .containsExactlyInAnyOrder(RowState.TAKEN, RowState.KNOWN);
        assertThat(persons.household(caseId)).hasSize(3);
    }

    @Test
    void whatBelongsToNoCaseOrIsConfidentialIsToldWithRowAndColumn() {
        Map<String, String> person = row();
        Map<String, String> nobody = row();
        UUID file = uploaded(table(
                person,
                child(nobody),
                child(person, "Gemeinde", "Lohmar"),
                course(person, "Vermittlung", "Vertrauliche Vermittlung"),
                course(person, "Vermittlung", "Wohnung", "Vermittelt seit", "01.01.2030"),
                course(person, "Vermittelt seit", "", "Stand der Vermittlung", "x".repeat(301)),
                child(person, "Familienname", ""),
                child(person),
                child(person),
                with(person, "Haustier")));
        List<Takeovers.Line> lines = lines(file);

        assertThat(lines.get(0).state()).isEqualTo(RowState.GOOD);
        assertThat(said(lines.get(1))).contains("Aktenzeichen alt: Zu „", "gibt es keinen Fall");
        assertThat(said(lines.get(2))).contains("Gemeinde: Sie gehören nicht zum Team Lohmar");
        assertThat(said(lines.get(3))).contains("Vermittlung: Was vertraulich ist, gehört nicht in die Tabelle");
        assertThat(said(lines.get(4)))
                .contains(
                        "Vermittlung: „Wohnung“ gibt es nicht. Möglich sind: Übergang in die neue Leistung, Sprachkurs")
                .contains("Vermittelt seit: Der 01.01.2030 liegt in der Zukunft");
        assertThat(said(lines.get(5)))
                .contains("Vermittelt seit: Es fehlt")
                .contains("Stand der Vermittlung: Der Text ist zu lang: höchstens 300 Zeichen, es sind 301");
        assertThat(said(lines.get(6))).contains("Familienname: Familienname fehlt");
        assertThat(lines.get(7).state()).isEqualTo(RowState.GOOD);
        assertThat(said(lines.get(8))).contains("Diese Person steht schon in Zeile 9");
        assertThat(said(lines.get(9)))
                .contains("Art der Zeile: „Haustier“ gibt es nicht. Möglich sind: Fall, Haushalt");
    }

    @Test
    void whoseCaseWasNotTakenOverWaitsAndNothingIsHalfThere() {
        Map<String, String> person = row();
        Map<String, String> wrong = row("Stand", "irgendwo");
        UUID file = uploaded(table(child(person), person, child(wrong), wrong));
        assertThat(states(file)).containsExactly(RowState.GOOD, RowState.GOOD, RowState.GOOD, RowState.WRONG);
        story.as(MANAGER, () -> takeovers.choose(file, Set.of(2, 3, 4), Set.of(2, 4)));
        story.as(MANAGER, () -> takeovers.confirm(file));
        work.run();

        assertThat(states(file)).containsExactly(RowState.HELD, RowState.GOOD, RowState.HELD, RowState.WRONG);
        assertThat(said(lines(file).get(0))).contains("Der Fall dazu ist nicht übernommen");
    }

    // ---- checked in the background --------------------------------------------------------------------------

    @Test
    void aFileIsCheckedInTheBackgroundAndAnInterruptedCheckGoesOnWhereItStopped() {
        Map<String, String> first = row();
        List<Map<String, String>> rows =
                new ArrayList<>(IntStream.range(0, 150).mapToObj(i -> row()).toList());
        rows.set(0, first);
        rows.add(row("Aktenzeichen alt", first.get("Aktenzeichen alt")));
        rows.add(row("Vorname", first.get("Vorname"), "Familienname", first.get("Familienname")));
        UUID file = story.as(MANAGER, () -> takeovers.upload(table(rows).getBytes(StandardCharsets.UTF_8)));
        assertThat(standing(file).file().state()).isEqualTo(TakeoverFile.State.CHECKING);
        assertThat(standing(file).unchecked()).isEqualTo(152);
        assertThatThrownBy(() -> story.as(MANAGER, () -> takeovers.confirm(file)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("wird noch geprüft");
        assertThatThrownBy(() -> story.as(MANAGER, () -> takeovers.chooseAllRight(file)))
                .hasMessageContaining("wird noch geprüft");

        assertThatThrownBy(() -> work.check(() -> {
                    throw new IllegalStateException("the node dies");
                }))
                .hasMessage("the node dies");
        assertThat(standing(file).unchecked()).isEqualTo(52);
        assertThat(standing(file).file().state()).isEqualTo(TakeoverFile.State.CHECKING);

        work.check();
        Takeovers.Standing done = standing(file);
        assertThat(done.file().state()).isEqualTo(TakeoverFile.State.CHECKED);
        assertThat(done.good()).isEqualTo(150);
        List<Takeovers.Line> last = story.as(MANAGER, () -> takeovers.lines(file, ALL, 150, 10));
        assertThat(said(last.get(0))).contains("steht schon in Zeile 2");
        assertThat(said(last.get(1))).as("known from before the interruption").contains("wie in Zeile 2");
    }

    @Test
    void aFileThrownAwayWhileItIsCheckedStaysAway() {
        UUID file = story.as(MANAGER, () -> takeovers.upload(table(row()).getBytes(StandardCharsets.UTF_8)));
        story.as(MANAGER, () -> takeovers.discard(file));
        work.check();
        assertThat(store.file(file)).isEmpty();
    }

    @Test
    void whoHasLeftTheTeamMeanwhileBringsNothingIntoIt() {
        String leaver = "weg" + letters().substring(0, 6);
        engine.getIdentityService().saveUser(engine.getIdentityService().newUser(leaver));
        engine.getIdentityService().createMembership(leaver, Municipality.SIEGBURG.team());
        UUID file;
        try {
            file = story.as(leaver, () -> takeovers.upload(table(row()).getBytes(StandardCharsets.UTF_8)));
        } finally {
            engine.getIdentityService().deleteMembership(leaver, Municipality.SIEGBURG.team());
        }
        work.check();
        engine.getIdentityService().deleteUser(leaver);
        assertThat(store.counts(file)).containsOnlyKeys(RowState.WRONG);
    }

    // ---- what is wrong --------------------------------------------------------------------------------------

    @Test
    void everyMistakeIsToldWithItsRowAndColumnAndNothingIsTakenOver() {
        int before = cases.search("", Set.of(Municipality.SIEGBURG.team()), EnumSet.allOf(Case.State.class), 5000)
                .size();
        UUID file = uploaded(table(
                row("Gemeinde", "Bonn"),
                row("Gemeinde", "Lohmar", "Fallführung", "lohmar"),
                row("Geburtsdatum", "31.02.1995"),
                row("Geburtsdatum", "01.05.2031"),
                row("Familienname", ""),
                row("Vorname", "x".repeat(10_000)),
                row("Fallführung", "niemand"),
                row("Stand", "irgendwo", "Fall geführt seit", "01.01.2030"),
                row("Aufenthaltsstatus", "geheim", "Erwerbsfähig", "vielleicht", "Sprache", "Klingonisch"),
                row("Bescheid zugestellt am", "10.04.1995", "Telefon", "4,91512E+11"),
                row("Aktenzeichen alt", "", "Geburtsdatum", ""),
                row("Vorname", "Zoë 😀 أمل")));
        List<Takeovers.Line> lines = lines(file);

        assertThat(lines.subList(0, 11)).allSatisfy(l -> assertThat(l.state()).isEqualTo(RowState.WRONG));
        assertThat(said(lines.get(0))).contains("Gemeinde: Die Gemeinde „Bonn“ gibt es im Rhein-Sieg-Kreis nicht");
        assertThat(said(lines.get(1))).contains("Gemeinde: Sie können nur für Ihre eigene Gemeinde");
        assertThat(said(lines.get(2)))
                .isEqualTo(
                        "Geburtsdatum: „31.02.1995“ ist kein Datum. Bitte als Tag.Monat.Jahr mit vierstelligem Jahr angeben, zum Beispiel 12.04.1995.");
        assertThat(said(lines.get(3))).contains("Geburtsdatum: Das Geburtsdatum liegt in der Zukunft");
        assertThat(said(lines.get(4))).contains("Familienname: Familienname fehlt");
        assertThat(said(lines.get(5)))
                .contains("Vorname: Der Vorname ist zu lang: höchstens 200 Zeichen, es sind 10000");
        assertThat(lines.get(5).name()).hasSizeLessThan(250);
        assertThat(said(lines.get(6)))
                .contains("Fallführung: „niemand“ gehört nicht zum Team Siegburg. Zum Team gehören:", MANAGER);
        assertThat(said(lines.get(7)))
                .contains("Stand: „irgendwo“ gibt es nicht. Möglich sind: Aufnahme, Beratung, Begleitung")
                .contains("Fall geführt seit: Der 01.01.2030 liegt in der Zukunft");
        assertThat(said(lines.get(8)))
                .contains("Aufenthaltsstatus: „geheim“ gibt es nicht. Möglich sind:")
                .contains("Erwerbsfähig: „vielleicht“: Bitte ja oder nein")
                .contains("Sprache: Diese Sprache steht nicht in der Liste");
        assertThat(said(lines.get(9)))
                .contains("Bescheid zugestellt am: Der Bescheid kann nicht vor der Geburt")
                .contains("Telefon: Die Tabelle hat aus der Nummer eine Zahl gemacht");
        assertThat(said(lines.get(10)))
                .contains("Aktenzeichen alt: Aktenzeichen fehlt", "Geburtsdatum: Geburtsdatum fehlt");
        assertThat(lines.get(11).state())
                .as("emoji and other scripts are no mistake")
                .isEqualTo(RowState.GOOD);
        assertThat(lines.get(0).number()).as("the heading is row 1").isEqualTo(2);

        assertThatThrownBy(() -> story.as(MANAGER, () -> takeovers.confirm(file)))
                .hasMessageContaining("keine Zeile ausgewählt");
        work.run();
        assertThat(cases.search("", Set.of(Municipality.SIEGBURG.team()), EnumSet.allOf(Case.State.class), 5000))
                .hasSize(before);

        story.as(MANAGER, () -> takeovers.choose(file, Set.of(2, 13), Set.of(2, 13)));
        story.as(MANAGER, () -> takeovers.confirm(file));
        work.run();
        assertThat(states(file)).containsOnlyOnce(RowState.TAKEN).contains(RowState.WRONG);
        assertThat(persons.client(lines(file).get(11).caseId()).givenName()).isEqualTo("Zoë 😀 أمل");
    }

    @Test
    void aFileWithoutTheRightHeadingsIsRefusedAsAWhole() {
        assertThatThrownBy(() -> uploaded("Vorname;Nachname\r\nA;B\r\n"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("fehlen Spalten: „Aktenzeichen alt“, „Familienname“");
        assertThatThrownBy(() -> uploaded("Vorname;Vorname;Familienname\r\nA;B;C\r\n"))
                .hasMessageContaining("„Vorname“ gibt es zweimal");
        assertThatThrownBy(() -> story.as(MANAGER, () -> takeovers.upload(new byte[Takeovers.MOST_BYTES + 1])))
                .hasMessageContaining("größer als 5 MB");
    }

    @Test
    void aColumnNobodyKnowsIsToldAndTheTemplateIsRight() {
        UUID file = uploaded(table(row("Notiz", "geheim")));
        assertThat(standing(file).file().notices()).contains("kennt Lotse nicht", "„Notiz“");
        assertThat(states(file)).containsOnly(RowState.GOOD);

        UUID template = story.as(MANAGER, () -> takeovers.upload(takeovers.template()));
        work.check();
        assertThat(lines(template))
                .hasSize(3)
                .extracting(Takeovers.Line::kind)
                .containsExactly(RowKind.CASE, RowKind.PERSON, RowKind.REFERRAL);
        assertThat(lines(template)).allSatisfy(line -> assertThat(line.findings())
                .extracting(Finding::message)
                .as("its example is right but for being one")
                .containsExactly("Das ist die Beispielzeile der Vorlage. Bitte löschen Sie sie aus der Tabelle."));
        assertThat(standing(template).file().notices()).isEqualTo("Gelesen als UTF-8, getrennt mit Semikolon.");
    }

    @Test
    void theReportTellsEveryFindingAndHoldsNoFormula() {
        UUID file = uploaded(table(row("Aktenzeichen alt", "=1+1" + letters(), "Familienname", "")));
        String report = new String(story.as(MANAGER, () -> takeovers.report(file)), StandardCharsets.UTF_8);
        assertThat(report)
                .startsWith("\uFEFF\"Zeile\";")
                .contains("\"2\";\"'=1+1", "\"Familienname\";\"Familienname fehlt.");
    }

    // ---- faults ---------------------------------------------------------------------------------------------

    @Test
    void aTakeoverThatWasInterruptedGoesOnWhereItStopped() {
        UUID file = uploaded(table(IntStream.range(0, 45).mapToObj(i -> row()).toList()));
        story.as(MANAGER, () -> takeovers.confirm(file));

        assertThatThrownBy(() -> work.run(() -> {
                    throw new IllegalStateException("the node dies");
                }))
                .hasMessage("the node dies");
        Takeovers.Standing half = standing(file);
        assertThat(half.file().state()).isEqualTo(TakeoverFile.State.RUNNING);
        assertThat(half.settled()).isBetween(1, 44);
        assertThat(half.settled() + half.waiting()).isEqualTo(45);
        assertThatThrownBy(() -> story.as(MANAGER, () -> takeovers.discard(file)))
                .hasMessageContaining("läuft");

        work.run();
        assertThat(standing(file).count(RowState.TAKEN)).isEqualTo(45);
        assertThat(lines(file).stream().map(Takeovers.Line::caseId).distinct()).hasSize(45);
    }

    @Test
    void aRowThatCannotBeTakenOverLeavesTheOthersAloneAndIsATask() {
        String leaver = "geht" + letters().substring(0, 6);
        User user = engine.getIdentityService().newUser(leaver);
        engine.getIdentityService().saveUser(user);
        engine.getIdentityService().createMembership(leaver, Municipality.SIEGBURG.team());
        UUID file;
        try {
            file = uploaded(table(row(), row("Fallführung", leaver), row()));
            story.as(MANAGER, () -> takeovers.confirm(file));
        } finally {
            engine.getIdentityService().deleteUser(leaver);
        }
        work.run();

        assertThat(states(file)).containsExactly(RowState.TAKEN, RowState.FAILED, RowState.TAKEN);
        assertThat(said(lines(file).get(1))).contains("gehört nicht zum Team Siegburg");
        assertThat(incidents.openOf(Set.of(Municipality.SIEGBURG.team())))
                .anyMatch(i -> i.reference().startsWith(file.toString()));
    }

    // ---- who sees it, and for how long ----------------------------------------------------------------------

    @Test
    void aFileIsItsOwnersAloneAndOnlyCaseManagersUpload() {
        UUID file = uploaded(table(row()));
        story.as("vertretung", () -> assertThat(takeovers.find(file)).isEmpty());
        assertThatThrownBy(() -> story.as("vertretung", () -> takeovers.lines(file, ALL, 0, 10)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> story.as("lohmar", () -> takeovers.confirm(file)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> story.as(
                        "koordination", () -> takeovers.upload(table(row()).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("gehören zu keinem Team");
    }

    @Test
    void whatWaitsToBeTakenOverIsSealedAndGoneAfterADay() {
        UUID file = uploaded(table(
                row(
                        "Vorname",
                        story.say("Liegt"),
                        "Familienname",
                        story.say("Herum"),
                        "Telefon",
                        "0224177" + letters().substring(0, 5)),
                row("Gemeinde", "Bonn", "Familienname", story.say("Falsch"))));
        assertThat(new LeakScan(dataSource).findAnywhere(story.typed()))
                .as("sealed")
                .isEmpty();
        assertThat(lines(file).get(0).name()).contains(story.typed().get(1));

        clock.advance(Duration.ofHours(23));
        work.forget();
        assertThat(store.file(file)).isPresent();
        clock.advance(Duration.ofHours(2));
        work.forget();
        assertThat(store.file(file)).isEmpty();
        assertThat(jdbc.sql("select count(*) from takeover_rows where file_id = :file")
                        .param("file", file)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatWasTakenOverStandsInTheCaseFileAloneAndGoesWithTheCase() {
        Map<String, String> person = row("Aktenzeichen alt", story.say("Az"), "Familienname", story.say("Bleibt"));
        UUID file = takenOver(table(person));
        CaseId caseId = lines(file).get(0).caseId();
        takenOver(table(
                child(person, "Vorname", story.say("Kind")),
                course(person, "Stelle", story.say("Schule"), "Stand der Vermittlung", story.say("wartet"))));
        assertThat(lines(file).get(0).name()).as("out of the case file").contains(person.get("Familienname"));
        assertThat(new LeakScan(dataSource).findAnywhere(story.typed()))
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place.toLowerCase())
                        .doesNotStartWith("takeover_rows")
                        .doesNotStartWith("takeover_files"));

        story.as(MANAGER, () -> {
            closing.close(
                    caseId, Case.ClosingReason.MOVED_AWAY, "", cases.get(caseId).version());
        });
        clock.setTo(cases.get(caseId).deletionOn());
        erasure.run();

        assertThat(new LeakScan(dataSource).findAnywhere(story.typed())).isEmpty();
        assertThat(store.of(caseId)).isEmpty();
        clock.setTo("2026-09-16");
        assertThat(states(uploaded(table(person)))).as("may come in again").containsOnly(RowState.GOOD);
    }
}
