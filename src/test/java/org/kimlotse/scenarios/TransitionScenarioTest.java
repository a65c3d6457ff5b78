package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseMoving;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.ConsentManagement;
import org.kimlotse.consent.Consents;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.Bottlenecks;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;

/** The transition from AsylbLG as people live it: forms, partner's answers and the clock, on the real modules. */
@LotseTest
class TransitionScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final String JOBCENTER = "jobcenter";

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseMoving moving;

    @Autowired
    Cases cases;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverManagement handoverManagement;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    Consents consents;

    @Autowired
    ConsentManagement consentManagement;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    DataSource dataSource;

    Story story;

    @BeforeEach
    void onTheDayAfterTheService() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    CaseStory aCase() {
        return CaseStory.workedBy(MANAGER, story, opening);
    }

    CaseStory inTransition(String municipality, Object... facts) {
        CaseStory story = aCase().inCaseManagement(municipality)
                .assessed(facts)
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION");
        return story.goalsSigned(LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Berlin")));
    }

    Map<String, Handover> hopsOf(CaseStory of) {
        return handovers.ofCase(new CaseId(of.number())).stream()
                .collect(Collectors.toMap(Handover::hop, Function.identity()));
    }

    @Test
    void plansTheStepsToTheDayWhenProtectionWasServed() {
        CaseStory p01 = inTransition("SIEGBURG", "decisionServedOn", "2026-09-15");

        Map<String, Handover> hops = hopsOf(p01);

        assertThat(hops.get("H1").due()).hasValue(LocalDate.parse("2026-09-22"));
        assertThat(hops.get("H1").hardOn()).isEqualTo(LocalDate.parse("2026-10-31"));
        assertThat(hops.get("H1").receiverOffice()).isEqualTo("JC-SIE");
        assertThat(hops.get("H4").receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(hops.get("H7").due()).hasValue(LocalDate.parse("2026-10-14"));
        assertThat(hops.get("H11").due()).hasValue(LocalDate.parse("2026-09-29"));
        assertThat(hops.get("H11").receiverOffice()).isEqualTo("ABH-RSK");
    }

    @Test
    void showsTheDerivationAndTheParagraphWhereTheResultIsReviewed() {
        CaseStory p01 = aCase().inCaseManagement("SIEGBURG").assessed("decisionServedOn", "2026-09-15");

        String why =
                story.task(MANAGER, "userTask_reviewBenefitLaw", p01.number()).shows("benefitLawWhy");

        assertThat(why)
                .contains("30.09.2026", "01.10.2026", "§ 1 Abs. 3", "15.09.2026")
                .contains("voraussichtlich");
    }

    @Test
    void jobcenterAcceptsAndTheStepEndsWithAnOutcome() {
        CaseStory p01 = inTransition("SIEGBURG", "decisionServedOn", "2026-09-15");
        Handover h1 = hopsOf(p01).get("H1");
        String key = h1.id().toString();

        story.task(MANAGER, "userTask_prepareAndSend", key).submit("sendDecision", "SEND");
        story.runDueJobs();
        assertThat(handovers.get(h1.id()).state()).isEqualTo(HandoverState.SENT);
        assertThat(handovers.get(h1.id()).owner().ref()).isEqualTo(p01.number());

        story.task(JOBCENTER, "userTask_confirmReceipt", key).submit("receiptAnswer", "ACCEPTED");
        story.runDueJobs();
        assertThat(handovers.get(h1.id()).owner().ref()).isEqualTo("JC-SIE");

        story.task(MANAGER, "userTask_recordOutcome", key)
                .submit("outcome", "DONE", "outcomeOn", "2026-09-16", "outcomeNote", story.say("gestempelt"));
        story.runDueJobs();
        assertThat(handovers.get(h1.id()).state()).isEqualTo(HandoverState.COMPLETED);
        assertThat(story.tasksOf(MANAGER, hopsOf(p01).get("H2").id().toString()))
                .contains("userTask_prepareAndSend");
    }

    @Test
    void anAnswerOnTheTelephoneIsRecordedWithNameAndDate() {
        CaseStory p01 = inTransition("SIEGBURG", "decisionServedOn", "2026-09-15");
        Handover h1 = sent(p01, "H1");

        story.task(MANAGER, "userTask_trackAnswer", h1.id().toString())
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Frau Weber"),
                        "confirmedOn",
                        "2026-09-16");
        story.runDueJobs();

        assertThat(handovers.get(h1.id()).state()).isEqualTo(HandoverState.ACCEPTED);
        assertThat(handovers.events(h1.id())).anyMatch(e -> e.contactName() != null);
        assertThat(story.tasksOf(JOBCENTER, h1.id().toString())).doesNotContain("userTask_confirmReceipt");
    }

    @Test
    void threeDroppedStepsOfOneOfficeClimbTheLadderAndBecomeABottleneck() {
        List<CaseStory> three = List.of(
                inTransition("SIEGBURG", "decisionServedOn", "2026-09-15"),
                inTransition("SIEGBURG", "decisionServedOn", "2026-09-15"),
                inTransition("SIEGBURG", "decisionServedOn", "2026-09-15"));
        three.forEach(c -> sent(c, "H1"));

        clock.setTo("2026-10-01");
        sweep.run();
        story.runDueJobs();

        for (CaseStory c : three) {
            Handover h1 = hopsOf(c).get("H1");
            assertThat(h1.missed()).isTrue();
            assertThat(story.tasksOf(MANAGER, h1.id().toString())).contains("userTask_remind");
        }
        assertThat(bottlenecks.open("JC-SIE", "H1")).isPresent();
        Bottleneck bottleneck = bottlenecks.open("JC-SIE", "H1").orElseThrow();
        assertThat(story.tasksOf("koordination", bottleneck.id().toString())).containsExactly("userTask_writeDossier");

        clock.setTo("2026-12-15");
        sweep.run();
        story.runDueJobs();
        Handover oldest = hopsOf(three.get(0)).get("H1");
        assertThat(oldest.ladderLevel()).isGreaterThan(1);
    }

    @Test
    void subsidiaryProtectionServedOnTheLastDayOfAMonthEndsTheSameDay() {
        clock.setTo("2026-03-31");
        CaseStory p02 = inTransition(
                "SIEGBURG", "residenceStatus", "SUBSIDIARY", "protectionKind", "", "decisionServedOn", "2026-03-31");

        Map<String, Handover> hops = hopsOf(p02);

        assertThat(hops.get("H1").due()).hasValue(LocalDate.parse("2026-04-07"));
        assertThat(hops.get("H1").hardOn()).isEqualTo(LocalDate.parse("2026-04-30"));
        assertThat(hops.get("H7").due()).hasValue(LocalDate.parse("2026-04-14"));
        assertThat(hops.get("H4").due()).hasValue(LocalDate.parse("2026-03-31"));
    }

    @Test
    void theDeportationBanCountsFromTheTitleNotFromTheDecision() {
        clock.setTo("2026-06-10");
        CaseStory p03 = inTransition(
                "SIEGBURG",
                "residenceStatus",
                "DEPORTATION_BAN",
                "protectionKind",
                "",
                "decisionServedOn",
                "2026-04-20",
                "titleKind",
                "P25_3",
                "titleIssuedOn",
                "2026-06-10",
                "titleMonths",
                12);

        Map<String, Handover> hops = hopsOf(p03);

        assertThat(hops.get("H1").due()).hasValue(LocalDate.parse("2026-06-17"));
        assertThat(hops.get("H1").hardOn()).isEqualTo(LocalDate.parse("2026-07-31"));
        assertThat(hops.get("H7").due()).hasValue(LocalDate.parse("2026-07-14"));
    }

    @Test
    void withoutConsentNothingIsTransferredAndThePersonGetsTheDeadlines() {
        clock.setTo("2026-10-20");
        CaseStory p17 = aCase().opened("SIEGBURG")
                .noCrisis()
                .informedWithoutConsent()
                .needsManyOffices()
                .indication(
                        "CASE_MANAGEMENT", "indicationOverrideReason", story.say("will Hilfe, aber keine Weitergabe"))
                .assessed("decisionServedOn", "2026-10-20")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.parse("2026-10-20"));
        Handover h1 = hopsOf(p17).get("H1");

        assertThat(h1.due()).hasValue(LocalDate.parse("2026-10-27"));
        assertThat(h1.hardOn()).isEqualTo(LocalDate.parse("2026-11-30"));
        story.task(MANAGER, "userTask_prepareAndSend", h1.id().toString()).submit("sendDecision", "SELF_SERVICE");
        story.runDueJobs();
        assertThat(handovers.get(h1.id()).state()).isEqualTo(HandoverState.SELF_SERVICE);
        assertThat(handovers.get(h1.id()).sentAt()).isNull();
        assertThat(story.tasksOf(JOBCENTER, h1.id().toString())).isEmpty();
    }

    @Test
    void withdrawingConsentStopsWhatWaitsAndTheTransitionGoesOn() {
        CaseStory p01 = inTransition("SIEGBURG", "decisionServedOn", "2026-09-15");
        Handover h1 = sent(p01, "H1");
        CaseId id = new CaseId(p01.number());
        List<Consent> toJobcenter = consents.of(id).stream()
                .filter(c -> c.recipient().equals("JC-SIE") && c.state() == Consent.State.GIVEN)
                .toList();

        story.as(
                MANAGER,
                () -> toJobcenter.forEach(c -> consentManagement.withdraw(id, c.id(), Consent.DecidedBy.PERSON, "")));
        story.runDueJobs();

        assertThat(handovers.get(h1.id()).state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(story.tasksOf(JOBCENTER, h1.id().toString())).isEmpty();
        assertThat(story.tasksOf(MANAGER, p01.number())).contains("userTask_accompany");
    }

    @Test
    void aCaseThatMovesDisappearsFromTheOldTeamAtOnce() {
        CaseStory p01 = inTransition("SIEGBURG", "decisionServedOn", "2026-09-15");
        CaseId id = new CaseId(p01.number());
        assertThat(story.tasksOf("vertretung", p01.number())).isNotEmpty();

        Case before = cases.get(id);
        story.as(
                MANAGER,
                () -> moving.move(
                        id, new CaseMoving.Order(Municipality.LOHMAR, "lohmar", story.say("Umzug"), before.version())));

        assertThat(story.tasksOf(MANAGER, p01.number())).isEmpty();
        assertThat(story.tasksOf("vertretung", p01.number())).isEmpty();
        assertThat(story.tasksOf("lohmar", p01.number())).contains("userTask_accompany");
    }

    @Test
    void aNewOpinionLeadsFromTheReviewBackToTheFacts() {
        CaseStory c = aCase().inCaseManagement("SIEGBURG").assessed("decisionServedOn", "2026-09-15");
        c.step("userTask_reviewBenefitLaw", Map.of("benefitLawReview", "FACTS_WRONG"));
        assertThat(story.tasksOf(MANAGER, c.number())).containsExactly("userTask_assess");
    }

    @Test
    void anAgreementThatIsNotSignedIsTalkedOverAgain() {
        CaseStory c = aCase().inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsNotSigned();
        assertThat(story.tasksOf(MANAGER, c.number())).containsExactly("userTask_agreeGoals");
    }

    @Test
    void nothingAPersonTypesEntersTheEngine() {
        CaseStory p01 = inTransition("SIEGBURG", "decisionServedOn", "2026-09-15");
        Handover h1 = sent(p01, "H1");
        story.task(JOBCENTER, "userTask_confirmReceipt", h1.id().toString())
                .submit("receiptAnswer", "QUERIED", "queryText", story.say("Welches Konto?"));
        story.runDueJobs();
        story.task(MANAGER, "userTask_answerQuery", h1.id().toString())
                .submit("queryAnswer", story.say("Das Konto der Sparkasse"));
        story.runDueJobs();

        assertThat(story.typed()).hasSizeGreaterThan(8);
        assertThat(new LeakScan(dataSource).findInEngine(story.typed())).isEmpty();
    }

    @Test
    void theLeakScanFindsALeakThatWasPlanted() {
        CaseStory c = aCase().opened("SIEGBURG");
        String planted = story.say("geheim");
        String task = story.task(MANAGER, "userTask_screenCrisis", c.number()).id();
        describe(task, planted);
        try {
            assertThat(new LeakScan(dataSource).findInEngine(List.of(planted)))
                    .anyMatch(place -> place.toLowerCase(java.util.Locale.ROOT).contains("description"));
        } finally {
            describe(task, null);
        }
    }

    @Test
    void theWatchOnTheLogHearsALeakThatWasPlanted() {
        String planted = story.say("geheim");

        org.slf4j.LoggerFactory.getLogger(getClass()).warn("planted on purpose", new IllegalStateException(planted));

        assertThat(LeakWatch.heardAndForgiven(planted)).isTrue();
        assertThat(LeakWatch.heardAndForgiven(planted)).isFalse();
    }

    /** Past every guard, straight into the table: what a hole in them would do. */
    private void describe(String taskId, String text) {
        org.springframework.jdbc.core.simple.JdbcClient.create(dataSource)
                .sql("update ACT_RU_TASK set DESCRIPTION_ = :text where ID_ = :id")
                .param("text", text, java.sql.Types.VARCHAR)
                .param("id", taskId)
                .update();
    }

    private Handover sent(CaseStory c, String hop) {
        Handover handover = hopsOf(c).get(hop);
        story.task(MANAGER, "userTask_prepareAndSend", handover.id().toString()).submit("sendDecision", "SEND");
        story.runDueJobs();
        assertThat(handovers.get(handover.id()).state()).isEqualTo(HandoverState.SENT);
        return handovers.get(handover.id());
    }
}
