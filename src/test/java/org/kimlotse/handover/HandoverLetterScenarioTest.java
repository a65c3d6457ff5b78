package org.kimlotse.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.assessment.PersonCorrection;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What has to reach an office reaches it: paper is somebody's to post, a correction is the office's to read. */
@LotseTest
class HandoverLetterScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private CaseOpening opening;

    @Autowired
    private Handovers handovers;

    @Autowired
    private HandoverManagement management;

    @Autowired
    private HandoverFixture a;

    @Autowired
    private Persons persons;

    @Autowired
    private PersonCorrection correction;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Workflows workflows;

    private Story story;
    private CaseId caseId;

    @BeforeEach
    void inTransition() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
        caseId = new CaseId(CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.parse("2026-09-16"))
                .number());
    }

    @AfterEach
    void invariantsHold() {
        assertThat(a.brokenInvariants()).isEmpty();
    }

    private Handover hop(String hop) {
        return handovers.ofCase(caseId).stream()
                .filter(h -> h.hop().equals(hop))
                .findFirst()
                .orElseThrow();
    }

    private String key(String hop) {
        return hop(hop).id().toString();
    }

    private String sent(String hop) {
        story.task(MANAGER, "userTask_prepareAndSend", key(hop)).submit("sendDecision", "SEND");
        story.runDueJobs();
        return key(hop);
    }

    private void acceptedByTheJobcenter() {
        story.task("jobcenter", "userTask_confirmReceipt", sent("H1")).submit("receiptAnswer", "ACCEPTED");
    }

    private String corrected(String words) {
        // Two of one moment have no order.
        clock.advance(Duration.ofMinutes(1));
        String name = story.say(words);
        Person p = persons.client(caseId);
        story.as(
                MANAGER,
                () -> correction.apply(
                        new Person(
                                p.id(),
                                p.caseId(),
                                p.role(),
                                p.givenName(),
                                name,
                                p.birthDate(),
                                p.birthDateUncertain(),
                                p.language(),
                                p.interpreterNeeded(),
                                p.phone(),
                                p.version()),
                        story.say("laut Reiseausweis")));
        story.runDueJobs();
        return name;
    }

    private List<Letter> letters(String hop, String template) {
        return outbox.about(key(hop)).stream()
                .filter(letter -> letter.templateKey().equals(template))
                .toList();
    }

    private Letter last(String hop, String template) {
        List<Letter> all = letters(hop, template);
        return all.get(all.size() - 1);
    }

    private List<Task> of(Letter letter) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(letter.id().toString())
                .list();
    }

    private Story.OpenTask toPost(Letter letter) {
        return story.task(MANAGER, "userTask_postLetter", letter.id().toString());
    }

    // ---- what an office has accepted -------------------------------------------------------------------------

    @Test
    void whatAnOfficeHasAcceptedStaysInItsListWithThePackageUntilThereIsAnOutcome() {
        acceptedByTheJobcenter();
        assertThat(story.tasksOf("jobcenter", key("H1"))).containsExactly("userTask_reportOutcome");
        assertThat(story.tasksOf(MANAGER, key("H1"))).containsExactly("userTask_recordOutcome");
        Story.OpenTask office = story.task("jobcenter", "userTask_reportOutcome", key("H1"));
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(office.id())
                        .taskCandidateGroup("partner-jc-sie")
                        .taskUnassigned()
                        .count())
                .as("offered to the whole office")
                .isEqualTo(1);
        assertThat(office.shows("dataPackage")).contains("Geburtsdatum");
        String name = corrected("Neuname");
        assertThat(office.shows("dataPackage")).contains("Familienname: **" + name + "**");
        assertThat(story.task(MANAGER, "userTask_recordOutcome", key("H1")).shows("dataPackage"))
                .contains(name);
        office.submit("outcome", "DONE", "outcomeOn", "2026-09-16");
        assertThat(hop("H1").state().closed()).isTrue();
        assertThat(story.tasksOf(MANAGER, key("H1"))).isEmpty();
        assertThat(story.tasksOf("jobcenter", key("H1"))).isEmpty();
    }

    // ---- corrections -----------------------------------------------------------------------------------------

    @Test
    void anOfficeThatHasAcceptedTakesNoteOfWhatWasCorrectedAndTheCaseManagerSeesThatItDid() {
        acceptedByTheJobcenter();
        String name = corrected("Richtig");
        Letter letter = last("H1", "handover-data-corrected");
        assertThat(letter.state()).isEqualTo(Letter.State.PROVIDED);
        Story.OpenTask notice = story.task(
                "jobcenter", "userTask_confirmCorrection", letter.id().toString());
        assertThat(notice.shows("dataPackage")).contains("Familienname: **" + name + "** (berichtigt am 16.09.2026");
        assertThat(notice.shows("letterText")).contains("Art. 19 DSGVO").contains(letter.path());
        for (String other : List.of(MANAGER, "vertretung", "sozialamt", "koordination")) {
            assertThat(story.tasksOf(other, letter.id().toString())).as(other).isEmpty();
        }
        Story.OpenTask outcome = story.task(MANAGER, "userTask_recordOutcome", key("H1"));
        assertThat(outcome.shows("handoverStateText")).contains("von der Stelle noch nicht bestätigt");
        assertThatThrownBy(() -> notice.submit("correctionRead", false)).isInstanceOf(FormRejected.class);

        notice.submit("correctionRead", true);

        assertThat(of(letter)).isEmpty();
        assertThat(handovers.lastEvent(hop("H1").id()).orElseThrow()).satisfies(event -> {
            assertThat(event.action()).isEqualTo(HandoverAction.CORRECTION_READ);
            assertThat(event.by()).isEqualTo("jobcenter");
            assertThat(event.code()).isEqualTo(letter.id().toString());
        });
        assertThat(outcome.shows("handoverStateText"))
                .contains("zur Kenntnis genommen von Jan Zentner am 16.09.2026, 10:01 Uhr");
    }

    @Test
    void aSecondCorrectionTakesThePlaceOfTheFirst() {
        acceptedByTheJobcenter();
        corrected("Einmal");
        Letter first = last("H1", "handover-data-corrected");
        String name = corrected("Zweimal");
        Letter second = last("H1", "handover-data-corrected");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(of(first)).isEmpty();
        assertThat(story.task(
                                "jobcenter",
                                "userTask_confirmCorrection",
                                second.id().toString())
                        .shows("dataPackage"))
                .contains("**" + name + "**");
    }

    @Test
    void aCorrectionNobodyReadsIsAskedAboutOnTheTelephone() {
        acceptedByTheJobcenter();
        corrected("Ungelesen");
        Letter letter = last("H1", "handover-data-corrected");
        String key = letter.id().toString();
        clock.setTo("2026-09-24");
        story.fire("boundary_notRead", key);
        Story.OpenTask ask = story.task(MANAGER, "userTask_askAboutCorrection", key);
        assertThat(story.tasksOf("jobcenter", key)).containsExactly("userTask_confirmCorrection");
        String weber = story.say("Frau Weber");
        assertThatThrownBy(() -> ask.submit("correctionToldTo", weber, "correctionToldOn", "2026-09-25"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("Zukunft");
        ask.submit("correctionToldTo", weber, "correctionToldOn", "2026-09-24");
        assertThat(of(letter)).isEmpty();
        assertThat(story.task(MANAGER, "userTask_recordOutcome", key("H1")).shows("handoverStateText"))
                .contains("zur Kenntnis genommen von " + weber + " (telefonisch) am 24.09.2026");
    }

    @Test
    void whatIsCorrectedAfterTheOutcomeReachesTheOfficeToo() {
        acceptedByTheJobcenter();
        story.task("jobcenter", "userTask_reportOutcome", key("H1"))
                .submit("outcome", "DONE", "outcomeOn", "2026-09-16");
        String name = corrected("Danach");
        Letter letter = last("H1", "handover-data-corrected");
        Story.OpenTask notice = story.task(
                "jobcenter", "userTask_confirmCorrection", letter.id().toString());
        assertThat(notice.shows("dataPackage")).contains("**" + name + "**");
        notice.submit("correctionRead", true);
        assertThat(handovers.lastEvent(hop("H1").id()).orElseThrow().action())
                .isEqualTo(HandoverAction.CORRECTION_READ);
    }

    @Test
    void anOfficeThatDoesNotHaveTheStepAnyMoreReadsNoCorrection() {
        String h1 = sent("H1");
        corrected("Vorher");
        Letter letter = last("H1", "handover-data-corrected");
        assertThat(of(letter)).hasSize(1);
        story.task("jobcenter", "userTask_confirmReceipt", h1)
                .submit("receiptAnswer", "DECLINED", "declineReason", "NO_CAPACITY");
        assertThat(of(letter)).isEmpty();

        acceptedBySozialamtAndTakenBack();
    }

    private void acceptedBySozialamtAndTakenBack() {
        story.task("sozialamt", "userTask_confirmReceipt", sent("H4")).submit("receiptAnswer", "ACCEPTED");
        corrected("Zurück");
        Letter letter = last("H4", "handover-data-corrected");
        assertThat(of(letter)).hasSize(1);
        story.as(MANAGER, () -> management.withdraw(hop("H4").id(), story.say("irrtümlich")));
        assertThat(of(letter)).isEmpty();
        assertThat(HttpUser.signedIn(port, "sozialamt").page("/schreiben").body())
                .contains("Übergabe zurückgenommen")
                .contains(last("H4", "handover-withdrawn").path())
                .doesNotContain(letter.path());
    }

    @Test
    void whoDeclinedOrLostTheStepIsToldWhatIsNotRightAndNotWhatIs() {
        story.task("jobcenter", "userTask_confirmReceipt", sent("H1"))
                .submit("receiptAnswer", "DECLINED", "declineReason", "NO_CAPACITY");
        story.task("sozialamt", "userTask_confirmReceipt", sent("H4")).submit("receiptAnswer", "ACCEPTED");
        story.as(MANAGER, () -> management.withdraw(hop("H4").id(), story.say("irrtümlich")));
        String name = corrected("Danach");
        toldWithoutTheName("jobcenter", last("H1", "handover-data-outdated"), name);
        toldWithoutTheName("sozialamt", last("H4", "handover-data-outdated"), name);
        assertThat(letters("H1", "handover-data-corrected")).isEmpty();

        story.task(MANAGER, "userTask_reroute", key("H1"))
                .submit("rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "JC-TRO");
        story.runDueJobs();
        String later = corrected("Später");
        assertThat(letters("H1", "handover-data-outdated")).hasSize(2);
        toldWithoutTheName("jobcenter", last("H1", "handover-data-outdated"), later);
        assertThat(letters("H1", "handover-data-corrected"))
                .as("the next office has nothing yet")
                .isEmpty();
    }

    private void toldWithoutTheName(String user, Letter letter, String name) {
        assertThat(letter.state()).isEqualTo(Letter.State.PROVIDED);
        HttpUser office = HttpUser.signedIn(port, user);
        assertThat(office.page("/schreiben").body()).contains(letter.path());
        assertThat(office.page(letter.path()).body())
                .contains("Familienname", "Art. 19 DSGVO", "Bitte verwenden Sie die alten nicht weiter")
                .doesNotContain(name, "Anlage");
    }

    @Test
    void anOfficeThatGaveUpTheStepStillHasTheDataAndIsToldWhatIsRight() {
        acceptedByTheJobcenter();
        story.task("jobcenter", "userTask_reportOutcome", key("H1"))
                .submit("outcome", "NOT_DONE", "outcomeOn", "2026-09-16", "outcomeNote", story.say("niemand erschien"));
        assertThat(hop("H1").state()).isEqualTo(HandoverState.MISSED);
        String name = corrected("Danach");
        assertThat(story.task(
                                "jobcenter",
                                "userTask_confirmCorrection",
                                last("H1", "handover-data-corrected").id().toString())
                        .shows("dataPackage"))
                .contains("**" + name + "**");
    }

    @Test
    void anExpectationThatCameTrueIsNoMistake() {
        acceptedByTheJobcenter();
        clock.setTo("2026-11-02");
        story.runDueJobs();
        CaseStory person = CaseStory.workedBy(MANAGER, story, opening).goingOn(caseId.number());
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        person.assessed("decisionServedOn", "2026-09-15", "benefitNow", "SGB_II");
        assertThat(letters("H1", "handover-data-corrected")).isEmpty();
    }

    @Test
    void anExpectationThatFellAwayIsOne() {
        acceptedByTheJobcenter();
        CaseStory person = CaseStory.workedBy(MANAGER, story, opening).goingOn(caseId.number());
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        person.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "");
        assertThat(last("H1", "handover-data-corrected").state()).isEqualTo(Letter.State.PROVIDED);
    }

    @Test
    void aSecondNoticeIsNoMistakeInTheFirstAndNobodyIsToldSo() {
        acceptedByTheJobcenter();
        CaseStory person = CaseStory.workedBy(MANAGER, story, opening).goingOn(caseId.number());
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        assertThatThrownBy(() -> person.assessed("decisionServedOn", "2026-09-16", "earlierAnswers", ""))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("War die alte Angabe falsch, oder hat sich etwas geändert?");
        person.assessed("decisionServedOn", "2026-09-16", "benefitNow", "SGB_II");
        assertThat(letters("H1", "handover-data-corrected")).isEmpty();

        // The second was misread; nobody outside was told of it.
        person.step("userTask_reviewBenefitLaw", Map.of("benefitLawReview", "FACTS_WRONG"));
        person.assessed("decisionServedOn", "2026-09-14", "benefitNow", "SGB_II", "earlierAnswers", "WRONG");
        assertThat(letters("H1", "handover-data-corrected")).isEmpty();
    }

    @Test
    void whatWasWrongGoesOutAsACorrectionAndWhatOnlyChangedDoesNot() {
        acceptedByTheJobcenter();
        CaseStory person = CaseStory.workedBy(MANAGER, story, opening).goingOn(caseId.number());
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        Object[] otherwise = {"decisionServedOn", "2026-09-14", "inGermanySince", "2025-01-21", "earlierAnswers", "SOME"
        };
        assertThatThrownBy(() -> person.assessed(otherwise))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("Welche der alten Angaben war falsch?");
        Object[] chosen = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(otherwise),
                        java.util.stream.Stream.of("wrongAnswers", List.of("inGermanySince")))
                .toArray();
        person.assessed(chosen);
        Letter told = last("H1", "handover-data-corrected");
        assertThat(HttpUser.signedIn(port, "jobcenter").page(told.path()).body())
                .contains("war etwas nicht richtig: In Deutschland seit.");
    }

    @Test
    void whatNeverLeftTheHouseIsNotCorrectedOutside() {
        sent("H7");
        story.as(MANAGER, () -> management.withdraw(hop("H7").id(), story.say("irrtümlich")));
        corrected("Danach");
        assertThat(letters("H7", "handover-data-outdated")).isEmpty();
        assertThat(letters("H7", "handover-data-corrected")).isEmpty();
    }

    @Test
    void anOfficeWithoutLogInGetsALetterWithTheCorrectedListOnIt() {
        sent("H7");
        toPost(last("H7", "handover-sent")).submit("letterDecision", "POSTED", "letterPostedOn", "2026-09-16");
        String name = corrected("Papier");
        Letter letter = last("H7", "handover-data-corrected");
        assertThat(letter.state()).isEqualTo(Letter.State.READY_TO_PRINT);
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        assertThat(manager.page(letter.path()).body())
                .contains("Anlage: Berichtigte Angaben")
                .contains(name + " (berichtigt am 16.09.2026)")
                .contains("vorher: ")
                .contains("Geburtsdatum");
        Story.OpenTask post = toPost(letter);
        assertThatThrownBy(() -> post.submit("letterDecision", "NOT_SENT"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("Das muss die Stelle erfahren");
        post.submit("letterDecision", "POSTED", "letterPostedOn", "2026-09-16");
        assertThat(of(letter)).isEmpty();
        assertThat(handovers.lastEvent(hop("H7").id()).orElseThrow().action()).isEqualTo(HandoverAction.POSTED);

        corrected("Noch einmal");
        Letter onThePile = last("H7", "handover-data-corrected");
        corrected("Und noch einmal");
        assertThat(outbox.letter(onThePile.id()).orElseThrow().state()).isEqualTo(Letter.State.CANCELLED);
        assertThat(of(onThePile)).isEmpty();
        assertThat(of(last("H7", "handover-data-corrected"))).hasSize(1);
    }

    // ---- paper -----------------------------------------------------------------------------------------------

    @Test
    void paperIsATaskOfTheCaseManagerUntilTheDayOfPostingIsWrittenDown() {
        sent("H7");
        Letter letter = last("H7", "handover-sent");
        Story.OpenTask post = toPost(letter);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(post.id())
                        .singleResult()
                        .getDueDate())
                .isEqualTo(org.kimlotse.engine.TaskDates.endOf(LocalDate.of(2026, 9, 21)));
        assertThat(post.shows("letterText")).contains(letter.path()).contains("ihre Frist läuft nicht");
        assertThat(story.task(MANAGER, "userTask_trackAnswer", key("H7")).shows("handoverStateText"))
                .contains("zum Drucken bereit, noch nicht verschickt");
        assertThatThrownBy(() -> post.submit("letterDecision", "POSTED", "letterPostedOn", "2026-09-17"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("Zukunft");
        assertThatThrownBy(() -> post.submit("letterDecision", "POSTED", "letterPostedOn", "2026-09-15"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("noch nicht");
        assertThatThrownBy(() -> post.submit("letterDecision", "NOT_SENT"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("Die Stelle wartet auf dieses Schreiben");
        clock.setTo("2026-09-18");
        post.submit("letterDecision", "POSTED", "letterPostedOn", "2026-09-17");
        assertThat(of(letter)).isEmpty();
        assertThat(hop("H7").reachedOn()).isEqualTo("2026-09-17");
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(key("H7"))
                        .taskDefinitionKey("userTask_trackAnswer")
                        .singleResult()
                        .getDueDate())
                .as("the office's deadline, not ours")
                .isAfter(org.kimlotse.engine.TaskDates.endOf(LocalDate.of(2026, 9, 21)));
    }

    @Test
    void whatIsMarkedOnTheLetterItselfEndsTheTask() {
        sent("H7");
        Letter letter = last("H7", "handover-sent");
        HttpUser user = HttpUser.signedIn(port, MANAGER);
        user.form(
                letter.path() + "/verschickt",
                Map.of(
                        "_csrf",
                        user.formToken(letter.path()),
                        "on",
                        BusinessCalendar.today(clock).toString()));
        assertThat(hop("H7").awaitsPost()).isFalse();
        assertThat(of(letter)).isEmpty();
        assertThat(workflows.isRunning("handover-letter", letter.id().toString()))
                .isFalse();
    }

    @Test
    void aLetterThatIsNotNeededAnyMoreIsTakenOffThePile() {
        sent("H7");
        Letter letter = last("H7", "handover-sent");
        story.task(MANAGER, "userTask_trackAnswer", key("H7"))
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Herr Kurz"),
                        "confirmedOn",
                        "2026-09-16");
        toPost(letter).submit("letterDecision", "NOT_SENT");
        assertThat(outbox.letter(letter.id()).orElseThrow().state()).isEqualTo(Letter.State.CANCELLED);
        assertThat(of(letter)).isEmpty();
    }
}
