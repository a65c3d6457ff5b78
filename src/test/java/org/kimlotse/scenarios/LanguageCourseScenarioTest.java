package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casework.Crises;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.referral.LanguageCourse;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralManagement;
import org.kimlotse.referral.ReferralPage;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The way into a language course as people live it: from the door to the result, and all the ways beside. */
@LotseTest
class LanguageCourseScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @Autowired
    ProcessEngine engine;

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseClosing closing;

    @Autowired
    Cases cases;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverManagement handing;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    Crises crises;

    @Autowired
    ReferralPage page;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    LanguageCourse course;

    @Autowired
    ReferralManagement management;

    @Autowired
    Outbox outbox;

    @Autowired
    ReferralSteps steps;

    Story story;
    CaseStory person;

    @BeforeEach
    void inEarlySeptember() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
    }

    /** In case management with a Gestattung, the agreement signed. */
    private void agreed(String... what) {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed(what)
                .goalsSigned(today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Berlin"));
    }

    private CaseId caseId() {
        return new CaseId(person.number());
    }

    private Referral referral() {
        return referrals.of(caseId()).get(0);
    }

    private String caseFile() {
        return HttpUser.signedIn(port, MANAGER)
                .page("/faelle/" + person.number())
                .body();
    }

    private String key() {
        return referral().id().toString();
    }

    private void submit(String task, Object... fields) {
        story.task(MANAGER, task, key()).submit(fields);
        story.runDueJobs();
    }

    private LocalDate dueOf(String task) {
        return TaskDates.dayOf(engine.getTaskService()
                .createTaskQuery()
                .taskId(story.task(MANAGER, task, key()).id())
                .singleResult()
                .getDueDate());
    }

    private Handover step(String step) {
        return steps.last(referral().id(), step).orElseThrow();
    }

    private void needs(Object... more) {
        Object[] usual = {
            "courseStatus",
            "GESTATTUNG",
            "germanLevel",
            "A1",
            "literacy",
            "LATIN",
            "courseFullTime",
            false,
            "courseChildcare",
            false,
            "courseWorking",
            false,
            "courseInSchool",
            false
        };
        Object[] all = new Object[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        submit("userTask_clarifyCourseNeeds", all);
    }

    private void door(String door, Object... more) {
        Object[] all = new Object[2 + more.length];
        all[0] = "courseDoor";
        all[1] = door;
        System.arraycopy(more, 0, all, 2, more.length);
        submit("userTask_chooseDoor", all);
    }

    /** The office is asked; the consent is given in the same talk where it is missing, and nobody types for whom and what. */
    private void sent(String step) {
        String key = step(step).id().toString();
        Story.OpenTask sending = story.task(MANAGER, "userTask_prepareAndSend", key);
        Object[] fields = {"sendDecision", "SEND"};
        if (!handing.sendable(step(step).id()).allowed()) {
            assertThatThrownBy(() -> sending.submit("sendDecision", "SEND", "consentNow", "ROWS"))
                    .hasMessageContaining("Einwilligung");
            assertThat(sending.shows("consentMissing")).contains("Zweck: Sprache", "Name");
            fields = new Object[] {"sendDecision", "SEND", "consentNow", "WRITTEN"};
        }
        sending.submit(fields);
        story.runDueJobs();
        story.tasks(MANAGER, "userTask_postLetter", person.number())
                .forEach(letter -> letter.submit("letterDecision", "POSTED", "letterPostedOn", today().toString()));
    }

    private void answered(String step, Object... answer) {
        Object[] call = {
            "confirmedByPhone", true, "confirmedByName", story.say("Frau Weber"), "confirmedOn", today().toString()
        };
        Object[] all = new Object[answer.length + call.length];
        System.arraycopy(answer, 0, all, 0, answer.length);
        System.arraycopy(call, 0, all, answer.length, call.length);
        story.task(MANAGER, "userTask_trackAnswer", step(step).id().toString()).submit(all);
        story.runDueJobs();
    }

    private void done(String step) {
        sent(step);
        answered(step, "receiptAnswer", "ACCEPTED");
        story.task(MANAGER, "userTask_recordOutcome", step(step).id().toString())
                .submit("outcome", "DONE", "outcomeOn", today().toString());
        story.runDueJobs();
    }

    private void confirmedBySocialOffice() {
        needs();
        door("SOZIALAMT");
        done("S1");
        submit(
                "userTask_recordCertificate",
                "certificateOn",
                "2026-09-02",
                "certificateUntil",
                "2027-09-02",
                "courseObliged",
                true);
    }

    private void placed() {
        done("S2");
        submit(
                "userTask_recordPlacement",
                "placementState",
                "TESTED",
                "placementOn",
                "2026-09-02",
                "germanLevel",
                "A1",
                "courseKind",
                "ALLGEMEIN");
    }

    private void registered() {
        done("S3");
        submit(
                "userTask_recordRegistration",
                "courseRegistration",
                "REGISTERED",
                "courseProvider",
                story.say("Kursträger"),
                "registeredOn",
                today().toString());
    }

    // ---- the main path --------------------------------------------------------------------------------------

    @Test
    void fromTheDoorToTheResultWithProofForTheOfficeThatObliged() {
        agreed("LANGUAGE_COURSE");
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_clarifyCourseNeeds");
        needs();
        Story.OpenTask choosing = story.task(MANAGER, "userTask_chooseDoor", key());
        assertThat(choosing.shows("courseDoorProposal")).contains("Sozialamt");
        assertThat(choosing.shows("courseDoorWhy"))
                .contains("§ 5b Abs. 1 AsylbLG", "§ 44a Abs. 1 S. 1 Nr. 4 AufenthG", "Bundesamt", "Teilzeitkurs");
        door("SOZIALAMT");

        assertThat(step("S1").receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(step("S1").due()).hasValue(LocalDate.parse("2026-09-09"));
        done("S1");
        submit("userTask_recordCertificate", "certificateOn", "2026-09-02", "courseObliged", true);
        assertThat(step("S2").due()).hasValue(LocalDate.parse("2026-09-09"));
        placed();
        assertThat(step("S3").due()).hasValue(LocalDate.parse("2026-09-16"));
        clock.setTo("2026-09-10");
        registered();

        assertThat(step("S4").receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(step("S4").due()).hasValue(LocalDate.parse("2026-09-15"));
        Story.OpenTask start = story.task(MANAGER, "userTask_confirmStart", key());
        assertThat(start.shows("courseDeadlines")).contains("22.10.2026", "10.09.2027", "§ 7 Abs. 4");
        done("S4");
        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-09-10");

        attending("absentDays", 3);
        submit(
                "userTask_callAbsent",
                "lastReachedOn",
                "2026-09-10",
                "absenceOutcome",
                "BACK",
                "absenceReason",
                "TRAVEL");
        assertThat(story.task(MANAGER, "userTask_followAttendance", key()).shows("courseDeadlines"))
                .contains("Abbruch", "17.09.2026");
        submit("userTask_followAttendance", "attendance", "FINISHED");
        assertThatThrownBy(() -> submit("userTask_recordResult", "courseResult", "B2", "courseResultOn", "2026-09-10"))
                .hasMessageContaining("höchstens B1");
        submit("userTask_recordResult", "courseResult", "B1", "courseResultOn", "2026-09-10");

        assertThat(referral().open()).isFalse();
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
        assertThat(story.tasksOf(MANAGER, person.number())).containsExactly("userTask_accompany");
    }

    // ---- who stays away ---------------------------------------------------------------------------------------

    private void inTheCourse() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-09-02");
    }

    private void attending(Object... more) {
        Map<String, Object> fields =
                new HashMap<>(Map.of("attendance", "ATTENDING", "absentDays", 0, "lastReachedOn", today().toString()));
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        submit(
                "userTask_followAttendance",
                fields.entrySet().stream()
                        .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                        .toArray());
    }

    @Test
    void whoIsThereOnSeventyPercentOfTheDaysIsLeftInPeaceAndWhoIsNotIsCalled() {
        inTheCourse();
        clock.setTo("2026-10-05");
        attending("courseDays", 20, "missedDays", 6);
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_followAttendance");
        attending("courseDays", 20, "missedDays", 7);
        Story.OpenTask call = story.task(MANAGER, "userTask_callAbsent", key());
        assertThat(call.shows("courseDeadlines")).contains("weniger als 70 %", "15.10.2026", "§ 8 Abs. 3 S. 1 IntV");
        submit(
                "userTask_callAbsent",
                "lastReachedOn",
                "2026-10-05",
                "absenceOutcome",
                "STOPS",
                "absenceReason",
                "LEVEL");
        assertThat(referral().ended()).hasValue(ReferralResult.DROPPED_OUT);
        assertThat(story.task(MANAGER, "userTask_assess", person.number()).shows("changesText"))
                .contains("Sprachkurs – abgebrochen");
    }

    @Test
    void whoCannotBeReachedForTenDaysIsGoneIfThePersonInChargeSaysSo() {
        inTheCourse();
        attending("absentDays", 2);
        Story.OpenTask call = story.task(MANAGER, "userTask_callAbsent", key());
        assertThat(call.shows("courseDeadlines")).contains("ersten Kurswoche", "12.09.2026");
        assertThat(call.form().get("lastReachedOn"))
                .as("the day from before is not the answer")
                .isNull();
        clock.setTo("2026-09-11");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_callAbsent");
        clock.setTo("2026-09-12");
        story.runDueJobs();
        Story.OpenTask dropped = story.task(MANAGER, "userTask_confirmDropOut", key());
        assertThat(dropped.shows("courseDeadlines")).contains("10 Tage lang nicht zu erreichen");
        assertThatThrownBy(() -> submit("userTask_confirmDropOut")).hasMessageContaining("Ist der Kurs abgebrochen?");
        assertThatThrownBy(() -> submit("userTask_confirmDropOut", "dropOutConfirmed", true))
                .hasMessageContaining("der wichtigste Grund");
        submit("userTask_confirmDropOut", "dropOutConfirmed", false, "lastReachedOn", "2026-09-12");
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_followAttendance");

        attending("absentDays", 5);
        clock.setTo("2026-09-22");
        story.runDueJobs();
        submit("userTask_confirmDropOut", "dropOutConfirmed", true, "absenceReason", "OTHER");
        assertThat(referral().ended()).hasValue(ReferralResult.DROPPED_OUT);
        assertThat(story.tasksOf(MANAGER, person.number())).containsExactly("userTask_assess");
    }

    private void overTheCrisis(String key) {
        story.task(MANAGER, "userTask_actNow", key)
                .submit("crisisActions", List.of("STAYED"), "crisisInformed", story.say("niemanden"));
        story.runDueJobs();
        story.task(MANAGER, "userTask_followUp", key)
                .submit("crisisOver", true, "crisisFollowNote", story.say("war bei der Person"));
        story.runDueJobs();
    }

    @Test
    void whileTheCaseStandsStillNoStartIsOverdueAndNobodyCountsAsGone() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        String first = story.as(MANAGER, () -> crises.report(caseId())).id().toString();
        clock.setTo("2026-10-20");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
        overTheCrisis(first);
        // 15 October and the 48 days that were lost.
        clock.setTo("2026-12-01");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
        clock.setTo("2026-12-03");
        story.runDueJobs();
        submit("userTask_startOverdue", "courseStart", "STARTED", "courseStartedOn", "2026-12-03");

        attending("absentDays", 3);
        String second = story.as(MANAGER, () -> crises.report(caseId())).id().toString();
        clock.setTo("2026-12-20");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_callAbsent");
        overTheCrisis(second);
        // 13 December and the 17 days that were lost.
        clock.setTo("2026-12-29");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_callAbsent");
        clock.setTo("2026-12-31");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmDropOut");
    }

    @Test
    void daysThatCannotBeAreNamed() {
        inTheCourse();
        assertThatThrownBy(() -> attending("courseDays", 20, "missedDays", 21))
                .hasMessageContaining("nicht mehr Fehltage sein als Kurstage");
        assertThatThrownBy(() -> attending("courseDays", 20)).hasMessageContaining("An wie vielen Kurstagen");
        assertThatThrownBy(() -> attending("courseDays", 32, "missedDays", 1)).hasMessageContaining("Höchstens 31");
        assertThatThrownBy(() -> attending("lastReachedOn", "2026-09-03")).hasMessageContaining("Zukunft");
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_followAttendance");
    }

    @Test
    void afterAWeekSomebodyLooksWhetherThePersonCameAtAll() {
        inTheCourse();
        Story.OpenTask first = story.task(MANAGER, "userTask_followAttendance", key());
        assertThat(dueOf("userTask_followAttendance")).isEqualTo(LocalDate.parse("2026-09-09"));
        assertThat(first.shows("courseDeadlines"))
                .contains("09.09.2026", "ob die Person im Kurs angekommen ist")
                .doesNotContain("nicht begonnen", "beginnen");
        assertThat(first.shows("courseStatusText")).contains("Kurs begonnen am: 02.09.2026");
        clock.setTo("2026-09-09");
        assertThatThrownBy(() -> submit("userTask_followAttendance", "attendance", "NO_SHOW"))
                .hasMessageContaining("zuletzt erreicht");
        submit("userTask_followAttendance", "attendance", "NO_SHOW", "lastReachedOn", "2026-09-02");
        assertThat(story.task(MANAGER, "userTask_callAbsent", key()).shows("courseDeadlines"))
                .contains("nicht zum Kurs erschienen", "12.09.2026", "§ 8 Abs. 3 S. 1 IntV");
        submit(
                "userTask_callAbsent",
                "lastReachedOn",
                "2026-09-09",
                "absenceOutcome",
                "STOPS",
                "absenceReason",
                "CHILDCARE");
        assertThat(story.task(MANAGER, "userTask_assess", person.number()).shows("changesText"))
                .contains("Sprachkurs – abgebrochen: Kinderbetreuung");
    }

    // ---- another provider -------------------------------------------------------------------------------------

    private long runningHandovers(Handover handover) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("handover")
                .processInstanceBusinessKey(handover.id().toString())
                .count();
    }

    @Test
    void whoGoesToAnotherProviderBeforeTheStartProvesTheNewRegistrationAndNotTheOld() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        Handover old = step("S4");
        sent("S4");
        assertThatThrownBy(() -> steps.current(referral().id(), "S4"))
                .as("a second process on the same handover")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("under way");
        submit("userTask_confirmStart", "courseStart", "OTHER_PROVIDER", "courseOtherProvider", "KT-TRO");

        assertThat(handovers.get(old.id()).state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(runningHandovers(old)).isZero();
        assertThat(story.tasksOf(MANAGER, person.number())).doesNotContain("userTask_decideWithdrawn");
        assertThat(step("S3").receiverOffice()).isEqualTo("KT-TRO");
        registered();
        Handover proof = step("S4");
        assertThat(proof.id()).isNotEqualTo(old.id());
        assertThat(runningHandovers(proof)).isEqualTo(1);
        done("S4");
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-09-02");

        submit("userTask_followAttendance", "attendance", "OTHER_PROVIDER", "courseOtherProvider", "KT-RHE");
        registered();
        assertThat(step("S4").id()).as("proved anew").isNotEqualTo(proof.id());
        assertThat(runningHandovers(step("S4"))).isEqualTo(1);
        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-09-02");
        Handover open = step("S4");
        submit("userTask_followAttendance", "attendance", "OTHER_PROVIDER", "courseOtherProvider", "KT-SIE");
        assertThat(handovers.get(open.id()).state()).isEqualTo(HandoverState.WITHDRAWN);
        registered();
        assertThat(story.tasksOf(MANAGER, step("S4").id().toString())).containsExactly("userTask_prepareAndSend");
        assertThat(runningHandovers(step("S4"))).isEqualTo(1);
    }

    @Test
    void aProviderWithoutAPlaceLeadsToAnotherOneAndThatOneRegistersToo() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        assertThat(step("S2").receiverOffice()).isEqualTo("KT-SIE");
        sent("S2");
        answered("S2", "receiptAnswer", "DECLINED", "declineReason", "NO_CAPACITY");
        Story.OpenTask reroute =
                story.task(MANAGER, "userTask_reroute", step("S2").id().toString());
        assertThat(reroute.form().get("rerouteOfficeOptions").toString())
                .contains("KT-TRO", "Kursträger Troisdorf", "KT-RHE")
                .doesNotContain("KT-SIE", "JC-SIE", "SOZ-");
        reroute.submit("rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "KT-TRO");
        story.runDueJobs();
        assertThat(handing.sendable(step("S2").id()).allowed())
                .as("the consent named the other provider")
                .isFalse();
        placed();
        assertThat(step("S3").receiverOffice()).isEqualTo("KT-TRO");
        done("S3");
        assertThat(story.task(MANAGER, "userTask_recordRegistration", key())
                        .form()
                        .get("courseProvider"))
                .isEqualTo("Kursträger Troisdorf");
    }

    @Test
    void aStartThatIsPutOffIsAskedForOnTheNewDay() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        assertThat(dueOf("userTask_confirmStart")).isEqualTo(LocalDate.parse("2026-10-14"));
        assertThatThrownBy(() -> submit("userTask_confirmStart", "courseStart", "POSTPONED"))
                .hasMessageContaining("Wann soll der Kurs jetzt beginnen?");
        assertThatThrownBy(() -> submit(
                        "userTask_confirmStart", "courseStart", "POSTPONED", "courseStartPlannedOn", "2026-09-02"))
                .hasMessageContaining("nicht in der Zukunft");
        submit("userTask_confirmStart", "courseStart", "POSTPONED", "courseStartPlannedOn", "2026-11-02");
        assertThat(dueOf("userTask_confirmStart"))
                .as("later than the six weeks: then another provider may take the person")
                .isEqualTo(LocalDate.parse("2026-10-14"));
        clock.setTo("2026-10-15");
        story.runDueJobs();
        submit("userTask_startOverdue", "courseStart", "POSTPONED", "courseStartPlannedOn", "2026-11-02");
        assertThat(dueOf("userTask_confirmStart")).isEqualTo(LocalDate.parse("2026-11-02"));
        assertThat(story.task(MANAGER, "userTask_confirmStart", key()).shows("courseStatusText"))
                .contains("Kursbeginn geplant am: 02.11.2026");
        clock.setTo("2026-11-02");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
        clock.setTo("2026-11-03");
        story.runDueJobs();
        submit("userTask_startOverdue", "courseStart", "POSTPONED", "courseStartPlannedOn", "2026-11-16");
        assertThat(dueOf("userTask_confirmStart")).isEqualTo(LocalDate.parse("2026-11-16"));
        clock.setTo("2026-11-17");
        story.runDueJobs();
        submit("userTask_startOverdue", "courseStart", "POSTPONED", "courseStartPlannedOn", "2027-09-02");
        clock.setTo("2027-09-01");
        assertThatThrownBy(() -> submit(
                        "userTask_confirmStart", "courseStart", "POSTPONED", "courseStartPlannedOn", "2027-09-03"))
                .hasMessageContaining("Der neue Beginn liegt nach dem 02.09.2027.")
                .hasMessageContaining("(§ 4 Abs. 1 S. 3 IntV)")
                .hasMessageContaining("Warum soll die Person trotzdem warten?");
        submit(
                "userTask_confirmStart",
                "courseStart",
                "POSTPONED",
                "courseStartPlannedOn",
                "2027-12-31",
                "courseLateReason",
                "NOT_AT_FAULT");
        assertThat(story.as(MANAGER, () -> page.of(caseId())).get(0).lines())
                .extracting(ReferralPage.Line::value)
                .contains("Sie kann nichts dafür, dass kein Kurs früher beginnt; Nachweise werden aufgehoben");
        assertThat(dueOf("userTask_confirmStart"))
                .as("a year after the registration the right is lost, whatever the provider plans")
                .isEqualTo(LocalDate.parse("2027-09-02"));
    }

    // ---- the placement test -----------------------------------------------------------------------------------

    @Test
    void whoWasNotTestedIsAskedForOnceMoreOrGoesOnWithoutATest() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        sent("S2");
        answered("S2", "receiptAnswer", "DECLINED", "declineReason", "NO_CAPACITY");
        story.task(MANAGER, "userTask_reroute", step("S2").id().toString())
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("kein Termin"));
        story.runDueJobs();
        assertThatThrownBy(() -> submit("userTask_recordPlacement", "courseKind", "ALLGEMEIN"))
                .hasMessageContaining("Hat der Einstufungstest stattgefunden?");
        assertThatThrownBy(
                        () -> submit("userTask_recordPlacement", "placementState", "TESTED", "courseKind", "ALLGEMEIN"))
                .hasMessageContaining("Wann war der Einstufungstest?");
        submit("userTask_recordPlacement", "placementState", "AGAIN", "courseOtherProvider", "KT-TRO");
        assertThat(step("S2").open()).isTrue();
        assertThat(step("S2").receiverOffice()).isEqualTo("KT-TRO");
        done("S2");
        submit("userTask_recordPlacement", "placementState", "AGAIN");
        assertThat(step("S2").receiverOffice()).as("the same once more").isEqualTo("KT-TRO");
        done("S2");
        submit("userTask_recordPlacement", "placementState", "WITHOUT", "courseKind", "ALLGEMEIN");
        assertThat(step("S3").receiverOffice()).isEqualTo("KT-TRO");
    }

    // ---- what changes on the way ------------------------------------------------------------------------------

    private void assessedAnew(Object... facts) {
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        person.assessed(facts).benefitLawConfirmed();
        story.runDueJobs();
    }

    private void recognised() {
        assessedAnew(
                "decisionServedOn",
                "2026-09-01",
                "inGermanySince",
                "2026-02-10",
                "titleKind",
                "P25_2_REFUGEE",
                "titleIssuedOn",
                "2026-09-02");
    }

    @Test
    void whoIsRecognisedWhileTheSocialOfficeIsAskedGoesTheWayOfTheNewTitle() {
        agreed("LANGUAGE_COURSE");
        needs();
        door("SOZIALAMT");
        sent("S1");
        recognised();
        assertThat(step("S1").state()).isEqualTo(HandoverState.WITHDRAWN);
        Story.OpenTask choosing = story.task(MANAGER, "userTask_chooseDoor", key());
        assertThat(choosing.shows("courseDoorProposal")).contains("Anspruch");
        assertThat(choosing.shows("courseDoorWhy")).contains("§ 44 Abs. 1").doesNotContain("§ 5b");
        door("ANSPRUCH");
        assertThat(step("S1").receiverOffice()).isEqualTo("ABH-RSK");
    }

    @Test
    void whoHasACertificateIsNotToldAnyMoreThatThereIsNoRightAndOfTwoDaysWhichIsWhich() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        done("S3");
        assertThat(story.task(MANAGER, "userTask_recordRegistration", key()).shows("courseDeadlines"))
                .contains("Anmelden bis **16.09.2026**, Einstufungstest bis **")
                .doesNotContain("besteht voraussichtlich nicht");
    }

    @Test
    void aProposalThatNobodyDecidedOnFollowsTheNewTitleAndAnOwnAnswerStandsUntilTheAssessmentSaysSomethingElse() {
        agreed("LANGUAGE_COURSE");
        needs("courseStatus", "OTHER_TITLE");
        assessedAnew("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10");
        assertThat(referrals.get(referral().id()).open()).isTrue();
        assertThat(story.task(MANAGER, "userTask_chooseDoor", key()).shows("courseDoorProposal"))
                .as("said otherwise than assessed, and nothing new was assessed")
                .doesNotContain("Sozialamt");
        person.goalsAgreed("LANGUAGE_COURSE").goalsSigned(today());
        recognised();
        assertThat(story.task(MANAGER, "userTask_chooseDoor", key()).shows("courseDoorProposal"))
                .contains("Anspruch");
    }

    @Test
    void anAssessmentAfterTheCourseTellsNobodyThatWhatTheyWereGivenWasWrong() {
        inTheCourse();
        submit("userTask_followAttendance", "attendance", "DROPPED_OUT", "absenceReason", "WORK");
        person.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed();
        assertThat(outbox.ofCase(caseId()))
                .extracting(Letter::templateKey)
                .contains("handover-sent")
                .doesNotContain("handover-data-corrected", "handover-data-outdated");
    }

    // ---- a certificate that exists ----------------------------------------------------------------------------

    @Test
    void aStepThatWasNotNeededOrTakenBackIsNoRefusalAndTheCertificateAtHandLeadsOn() {
        agreed("LANGUAGE_COURSE");
        needs();
        door("SOZIALAMT");
        story.task(MANAGER, "userTask_prepareAndSend", step("S1").id().toString())
                .submit("sendDecision", "NOT_NEEDED", "notNeededReason", story.say("liegt schon vor"));
        story.runDueJobs();
        assertThat(story.task(MANAGER, "userTask_chooseDoor", key()).shows("courseDoorWhy"))
                .doesNotContain("schon abgelehnt");
        door("SOZIALAMT");
        withdrawn("S1");
        Story.OpenTask choosing = story.task(MANAGER, "userTask_chooseDoor", key());
        assertThat(choosing.shows("courseDoorWhy")).doesNotContain("schon abgelehnt");
        assertThat(choosing.shows("courseDoorProposed")).isEqualTo("SOZIALAMT");

        door("VORHANDEN");
        assertThatThrownBy(() ->
                        submit("userTask_recordCertificate", "certificateOn", "2026-05-04", "courseObliged", true))
                .hasMessageContaining("Was für eine Bestätigung ist es?");
        assertThatThrownBy(() -> submit(
                        "userTask_recordCertificate",
                        "certificateKind",
                        "KOMMUNAL",
                        "certificateOn",
                        "2026-05-04",
                        "courseObliged",
                        true))
                .hasMessageContaining("Diese Auswahl gibt es nicht");
        submit(
                "userTask_recordCertificate",
                "certificateKind",
                "BERUFSSPRACHKURS",
                "certificateOn",
                "2026-08-24",
                "certificateUntil",
                "2026-11-24",
                "courseObliged",
                false);
        assertThat(step("S2").due()).as("counted from today").hasValue(LocalDate.parse("2026-09-09"));
        assertThat(step("S2").legalBasis()).isEqualTo("§ 8 Abs. 1 DeuFöV");
        assertThat(step("S2").reason()).doesNotContain("Bundesamt");
        done("S2");
        assertThat(story.task(MANAGER, "userTask_recordPlacement", key()).shows("courseKind"))
                .as("whatever the level is, this way leads into this course")
                .isEqualTo("BERUFSSPRACHKURS");
        submit(
                "userTask_recordPlacement",
                "placementState",
                "TESTED",
                "placementOn",
                "2026-09-02",
                "germanLevel",
                "A1",
                "courseKind",
                "BERUFSSPRACHKURS");
        assertThat(step("S3").legalBasis()).isEqualTo("§ 7 Abs. 1 DeuFöV");
        done("S3");
        assertThat(story.task(MANAGER, "userTask_recordRegistration", key()).shows("courseDeadlines"))
                .contains("24.11.2026", "§ 6 Abs. 3 S. 1 DeuFöV")
                .doesNotContain("§ 7 Abs. 2 IntV");
        submit(
                "userTask_recordRegistration",
                "courseRegistration",
                "REGISTERED",
                "courseProvider",
                story.say("Kursträger"),
                "registeredOn",
                today().toString());
        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-09-02");
        submit("userTask_followAttendance", "attendance", "FINISHED");
        submit("userTask_recordResult", "courseResult", "B2", "courseResultOn", "2026-09-02");
        assertThat(course.known(referral().id()))
                .containsEntry("courseResult", "B2")
                .containsEntry("germanLevel", "B2");
    }

    // ---- declined -------------------------------------------------------------------------------------------

    @Test
    void anOfficeThatDeclinesIsNotProposedAgainAndTheLocalCourseNeedsNoCertificate() {
        agreed("LANGUAGE_COURSE");
        needs();
        door("SOZIALAMT");
        sent("S1");
        String words = story.say("erst mit Ausweis");
        answered("S1", "receiptAnswer", "DECLINED", "declineReason", "REQUIREMENTS_NOT_MET", "declineNote", words);
        assertThat(caseFile()).contains("abgelehnt, neu zu entscheiden – die Stelle schreibt: „" + words + "“");
        story.task(MANAGER, "userTask_reroute", step("S1").id().toString())
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("bleibt dabei"));
        story.runDueJobs();
        assertThat(caseFile())
                .contains("nicht weiter verfolgt – die Stelle schreibt: „" + words + "“")
                .doesNotContain(">zurückgenommen<");

        Story.OpenTask choosing = story.task(MANAGER, "userTask_chooseDoor", key());
        assertThat(choosing.shows("courseDoorProposed")).isEqualTo("KOMMUNAL");
        assertThat(choosing.shows("courseDoorWhy")).contains("schon abgelehnt");
        assertThat(choosing.shows("courseStatusText"))
                .contains("abgelehnt (Voraussetzungen fehlen), nicht weiter verfolgt", words)
                .doesNotContain("zurückgenommen");
        door("KOMMUNAL");
        assertThat(step("S2").legalBasis()).isNull();
        assertThat(step("S2").reason()).doesNotContain("Bundesamt");
        placed();
        registered();
        assertThat(story.task(MANAGER, "userTask_confirmStart", key()).shows("courseDeadlines"))
                .contains("beim Kursträger nachfragen")
                .doesNotContain("§ 7 Abs. 4", "Bundesamt");
        assertThat(step("S4").state()).isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
    }

    @Test
    void stepsThatAreTakenBackGoOnToTheNextDecision() {
        agreed("LANGUAGE_COURSE");
        needs();
        door("SOZIALAMT");
        withdrawn("S1");
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_chooseDoor");
        door("BAMF", "courseDoorReason", story.say("schon zugelassen"));
        done("S1");
        submit("userTask_recordCertificate", "certificateOn", "2026-09-02", "courseObliged", true);
        withdrawn("S2");
        submit("userTask_recordPlacement", "placementState", "WITHOUT", "courseKind", "INTENSIV");
        withdrawn("S3");
        assertThatThrownBy(() -> submit("userTask_recordRegistration", "courseRegistration", "OTHER_PROVIDER"))
                .hasMessageContaining("Bei welchem Kursträger");
        submit("userTask_recordRegistration", "courseRegistration", "OTHER_PROVIDER", "courseOtherProvider", "KT-TRO");
        assertThat(step("S3").receiverOffice()).isEqualTo("KT-TRO");
        registered();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
    }

    private void withdrawn(String step) {
        story.as(MANAGER, () -> handing.withdraw(step(step).id(), story.say("irrtümlich")));
        story.task(MANAGER, "userTask_decideWithdrawn", step(step).id().toString())
                .submit("withdrawnDecision", "DROP", "withdrawnNote", story.say("geht auch so"));
        story.runDueJobs();
    }

    @Test
    void theProofCanBeTakenBackWhileTheCourseGoesOn() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        withdrawn("S4");
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
    }

    @Test
    void wrongFactsLeadBackAndNoCourseIsAnAnswerThatCallsForANewAssessment() {
        agreed("LANGUAGE_COURSE");
        needs("courseInSchool", true);
        door("ANGABEN_FALSCH");
        needs();
        assertThatThrownBy(() -> door("KEINER")).hasMessageContaining("abweichen");
        door("KEINER", "courseDoorReason", story.say("zurzeit keine Kraft"));

        assertThat(referral().ended()).hasValue(ReferralResult.NO_WAY);
        assertThat(story.tasksOf(MANAGER, person.number())).containsExactly("userTask_assess");
    }

    // ---- missed ---------------------------------------------------------------------------------------------

    @Test
    void aCourseThatDoesNotBeginInSixWeeksBecomesATaskAndAnotherProviderIsTried() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        clock.setTo("2026-10-14");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_confirmStart");
        clock.setTo("2026-10-15");
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, key())).containsExactly("userTask_startOverdue");

        submit("userTask_startOverdue", "courseStart", "OTHER_PROVIDER", "courseOtherProvider", "KT-TRO");
        assertThat(step("S3").attempt()).isEqualTo(1);
        assertThat(steps.of(referral().id()).stream()
                        .filter(h -> h.hop().equals("S3"))
                        .count())
                .isEqualTo(2);
        registered();
        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-10-15");
        submit("userTask_followAttendance", "attendance", "OTHER_PROVIDER", "courseOtherProvider", "KT-RHE");
        done("S3");
        submit("userTask_recordRegistration", "courseRegistration", "STOP");

        assertThat(referral().ended()).hasValue(ReferralResult.DROPPED_OUT);
        assertThat(handovers.openOf(caseId())).isEmpty();
    }

    @Test
    void anAdmissionNobodyAnswersClimbsTheLadder() {
        agreed("LANGUAGE_COURSE");
        needs();
        door("SOZIALAMT");
        sent("S1");
        clock.setTo("2026-09-18");
        sweep.run();
        story.runDueJobs();
        assertThat(step("S1").missed()).isTrue();
        assertThat(story.tasksOf(MANAGER, step("S1").id().toString())).contains("userTask_remind");
    }

    @Test
    void aDropOutEndsTheReferralAndTheCaseIsAssessedAnew() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-09-02");
        submit("userTask_followAttendance", "attendance", "DROPPED_OUT", "absenceReason", "TRAVEL");

        assertThat(referral().ended()).hasValue(ReferralResult.DROPPED_OUT);
        assertThat(step("S4").state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(story.tasksOf(MANAGER, person.number())).containsExactly("userTask_assess");

        person.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10");
        for (String given : List.of("S1", "S2", "S3")) {
            assertThat(outbox.about(step(given).id().toString()))
                    .as("what ended was not wrong")
                    .isNotEmpty()
                    .noneMatch(letter -> letter.templateKey().startsWith("handover-data-"));
        }
    }

    @Test
    void aPersonWhoWantsNoCourseAfterAllStops() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        registered();
        submit("userTask_confirmStart", "courseStart", "STOP");
        assertThat(referral().ended())
                .as("who was never there has not dropped out")
                .hasValue(ReferralResult.STOPPED);
        assertThat(TaskDates.dayOf(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(story.task(MANAGER, "userTask_assess", person.number())
                                .id())
                        .singleResult()
                        .getDueDate()))
                .as("the situation is looked at anew within five Arbeitstage")
                .isEqualTo(LocalDate.parse("2026-09-09"));
    }

    @Test
    void whatFitsTheNeedsIsProposedWithOfficeParagraphAndDay() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed();
        assertThat(story.task(MANAGER, "userTask_agreeGoals", person.number()).shows("referralProposals"))
                .contains("Weg in einen Sprachkurs** → Sozialamt Siegburg", "16.09.2026", "§ 5b AsylbLG")
                .contains("Aufenthalt klären");
    }

    // ---- bad input ------------------------------------------------------------------------------------------

    @Test
    void aCourseCannotStartBeforeTheRegistrationNorTheRegistrationComeBeforeTheCertificate() {
        agreed("LANGUAGE_COURSE");
        confirmedBySocialOffice();
        placed();
        done("S3");
        assertThatThrownBy(() -> submit(
                        "userTask_recordRegistration",
                        "courseRegistration",
                        "REGISTERED",
                        "courseProvider",
                        "Träger",
                        "registeredOn",
                        "2026-09-01"))
                .hasMessageContaining("nicht vor der Bestätigung");
        clock.setTo("2026-09-04");
        submit(
                "userTask_recordRegistration",
                "courseRegistration",
                "REGISTERED",
                "courseProvider",
                story.say("Träger"),
                "registeredOn",
                "2026-09-04");
        assertThatThrownBy(() ->
                        submit("userTask_confirmStart", "courseStart", "STARTED", "courseStartedOn", "2026-09-03"))
                .hasMessageContaining("nicht vor der Anmeldung vom 04.09.2026");
    }

    @Test
    void whatTheAgreementDoesNotContainIsNotOpened() {
        agreed();
        assertThat(referrals.of(caseId())).isEmpty();
        assertThatThrownBy(() -> person.step(
                        "userTask_accompany", Map.of("nextStep", "OPEN_REFERRAL", "referralToOpen", "LANGUAGE_COURSE")))
                .hasMessageContaining("steht nicht in der unterschriebenen Zielvereinbarung");
        assertThatThrownBy(() -> management.open(caseId(), ReferralKind.LANGUAGE_COURSE))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Zielvereinbarung");
    }

    @Test
    void ofEachKindOneIsOpenAndAnotherCanFollowMonthsLater() {
        agreed("LANGUAGE_COURSE");
        assertThatThrownBy(() -> person.step(
                        "userTask_accompany", Map.of("nextStep", "OPEN_REFERRAL", "referralToOpen", "LANGUAGE_COURSE")))
                .hasMessageContaining("läuft schon");
        needs();
        door("KEINER", "courseDoorReason", story.say("später"));
        person.assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed()
                .goalsSigned(today());
        assertThat(referrals.openOf(caseId())).isEmpty();

        clock.setTo("2026-11-16");
        person.step("userTask_accompany", Map.of("nextStep", "AGREE"))
                .goalsAgreed("LANGUAGE_COURSE")
                .goalsSigned(today());
        assertThat(referrals.openOf(caseId())).hasSize(1);
        assertThat(story.tasksOf(MANAGER, person.number()))
                .containsExactly("userTask_accompany", "userTask_clarifyCourseNeeds");
        assertThat(story.task(MANAGER, "userTask_clarifyCourseNeeds", key()).form())
                .as("what was known of the person is not asked as if nobody knew them")
                .containsEntry("germanLevel", "A1")
                .containsEntry("literacy", "LATIN")
                .containsEntry("courseFullTime", false);
    }

    @Test
    void aCaseWithAnOpenReferralIsNotClosedByItsProcessAndTakesItAlongWhenClosedByHand() {
        agreed("LANGUAGE_COURSE");
        assertThatThrownBy(() -> person.step("userTask_accompany", Map.of("nextStep", "CLOSE")))
                .hasMessageContaining("Vermittlung „Sprachkurs“ läuft noch");
        assertThat(story.task(MANAGER, "userTask_accompany", person.number()).shows("openWorkText"))
                .contains("Vermittlung „Sprachkurs“ läuft noch");

        needs();
        door("SOZIALAMT");
        sent("S1");
        story.as(
                MANAGER,
                () -> closing.close(
                        caseId(),
                        Case.ClosingReason.MOVED_AWAY,
                        "",
                        cases.get(caseId()).version()));
        story.runDueJobs();
        assertThat(referral().ended()).hasValue(ReferralResult.CASE_CLOSED);
        assertThat(step("S1").state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(story.tasksOf(MANAGER, person.number())).isEmpty();
    }
}
