package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.kimlotse.transition.Hop;
import org.kimlotse.transition.TransitionManagement;
import org.kimlotse.transition.Transitions;
import org.springframework.beans.factory.annotation.Autowired;

/** The way into work: the first talk, the plan, and what happens when nobody invites. */
@LotseTest
class WorkScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    HandoverManagement handing;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    @Autowired
    Handovers handovers;

    @Autowired
    Assessment assessment;

    @Autowired
    Outbox outbox;

    @Autowired
    Transitions transitions;

    @Autowired
    TransitionManagement transitionManagement;

    Story story;
    CaseStory person;

    @BeforeEach
    void onTheDayAfterTheService() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    private void agreed() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("JOBCENTER")
                .goalsSigned(today());
        submit(
                "userTask_clarifyWork",
                "workEducation",
                "VOCATIONAL",
                "workExperience",
                true,
                "workGoal",
                story.say("Bäckerin"),
                "workOffer",
                false);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Berlin"));
    }

    private Referral referral() {
        return referrals.of(new CaseId(person.number())).get(0);
    }

    private String key() {
        return referral().id().toString();
    }

    private Handover step(String step) {
        return steps.last(referral().id(), step).orElseThrow();
    }

    private void submit(String task, Object... fields) {
        story.task(MANAGER, task, key()).submit(fields);
        story.runDueJobs();
    }

    private void held(String on, boolean analysed, boolean recognition) {
        submit(
                "userTask_recordTalk",
                "talkOutcome",
                "HELD",
                "talkOn",
                on,
                "potentialAnalysed",
                analysed,
                "recognitionWished",
                recognition);
    }

    private LocalDate dueOf(String task) {
        return TaskDates.dayOf(engine.getTaskService()
                .createTaskQuery()
                .taskId(story.task(MANAGER, task, key()).id())
                .singleResult()
                .getDueDate());
    }

    private void sent(String step) {
        story.task(MANAGER, "userTask_prepareAndSend", step(step).id().toString())
                .submit("sendDecision", "SEND");
        story.runDueJobs();
    }

    private void done(String step, String on) {
        sent(step);
        story.task("jobcenter", "userTask_confirmReceipt", step(step).id().toString())
                .submit("receiptAnswer", "ACCEPTED");
        story.runDueJobs();
        outcome(step, on);
    }

    private void outcome(String step, String on) {
        story.task(MANAGER, "userTask_recordOutcome", step(step).id().toString())
                .submit("outcome", "DONE", "outcomeOn", on);
        story.runDueJobs();
    }

    private void withdrawn(String step) {
        story.as(MANAGER, () -> handing.withdraw(step(step).id(), story.say("irrtümlich")));
        story.task(MANAGER, "userTask_decideWithdrawn", step(step).id().toString())
                .submit("withdrawnDecision", "DROP", "withdrawnNote", story.say("geht auch so"));
        story.runDueJobs();
    }

    @Test
    void fromTheFirstTalkOverThePlanIntoWork() {
        agreed();
        assertThat(step("J1").receiverOffice()).isEqualTo("JC-SIE");
        assertThat(step("J1").due()).hasValue(LocalDate.parse("2026-10-08"));
        assertThat(story.task(
                                MANAGER,
                                "userTask_prepareAndSend",
                                step("J1").id().toString())
                        .shows("dataPackage"))
                .contains("Bäckerin", "Berufsausbildung");
        clock.setTo("2026-10-05");
        done("J1", "2026-10-05");
        held("2026-10-05", true, true);
        assertThat(step("J3").ownStep()).isTrue();
        withdrawn("J3");
        assertThat(step("J2").due()).hasValue(LocalDate.parse("2026-10-19"));
        done("J2", "2026-10-05");
        assertThatThrownBy(() -> submit(
                        "userTask_recordPlan", "planState", "MADE", "planOn", "2026-10-04", "planHasCourse", true))
                .hasMessageContaining("nicht vor dem ersten Gespräch");
        submit("userTask_recordPlan", "planState", "MADE", "planOn", "2026-10-05", "planHasCourse", true);

        assertThat(story.task(MANAGER, "userTask_followWork", key()).shows("workDeadlines"))
                .contains("05.04.2027", "§ 15 Abs. 3");
        assertThat(dueOf("userTask_followWork")).isEqualTo("2027-04-05");
        submit("userTask_followWork", "workNext", "CONTINUE", "planOn", "2026-10-05");
        clock.setTo("2027-04-06");
        submit("userTask_followWork", "workNext", "CONTINUE", "planOn", "2026-10-05");
        assertThat(dueOf("userTask_followWork"))
                .as("the plan is late, the task is not for ever")
                .isEqualTo("2027-04-13");
        assertThatThrownBy(() -> submit("userTask_followWork", "workNext", "CONTINUE", "planOn", "2027-04-07"))
                .hasMessageContaining("liegt in der Zukunft");
        submit("userTask_followWork", "workNext", "CONTINUE", "planOn", "2027-04-06");
        assertThat(dueOf("userTask_followWork")).isEqualTo("2027-10-06");
        submit("userTask_followWork", "workNext", "IN_WORK");
        submit("userTask_recordWork", "workKind", "TRAINING", "workStartsOn", "2027-08-01", "workCoversNeed", false);
        assertThat(step("J4").receiverOffice()).isEqualTo("JC-SIE");
        assertThat(referral().open()).as("who pays does not know yet").isTrue();
        done("J4", "2027-04-06");
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
    }

    /** By phone, with the consent given in the same talk where it is missing. */
    private void toldByPhone(String step) {
        String key = step(step).id().toString();
        Story.OpenTask sending = story.task(MANAGER, "userTask_prepareAndSend", key);
        if (handing.sendable(step(step).id()).allowed()) {
            sending.submit("sendDecision", "SEND");
        } else {
            sending.submit("sendDecision", "SEND", "consentNow", "WRITTEN");
        }
        story.runDueJobs();
        story.task(MANAGER, "userTask_trackAnswer", key)
                .submit(
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        story.say("Frau Weber"),
                        "confirmedOn",
                        today().toString());
        story.runDueJobs();
        outcome(step, today().toString());
    }

    @Test
    void whoGetsBenefitsForAsylumSeekersNeedsLeaveToWorkHasNoPlanAndTellsTheSocialOfficeWithinThreeDays() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("JOBCENTER")
                .goalsSigned(today());
        Object[] wishes = {
            "workEducation", "NONE", "workExperience", true, "workGoal", story.say("Bäcker"), "workOffer", false
        };
        assertThatThrownBy(() -> submit("userTask_clarifyWork", wishes))
                .hasMessageContaining("Darf die Person arbeiten?");
        Object[] all = java.util.Arrays.copyOf(wishes, wishes.length + 2);
        all[wishes.length] = "workPermit";
        all[wishes.length + 1] = "PERMISSION";
        submit("userTask_clarifyWork", all);
        assertThat(step("J1").receiverOffice()).startsWith("AA");
        assertThat(story.task(
                                MANAGER,
                                "userTask_prepareAndSend",
                                step("J1").id().toString())
                        .shows("dataPackage"))
                .contains("nur mit Erlaubnis der Ausländerbehörde");
        toldByPhone("J1");
        Story.OpenTask talk = story.task(MANAGER, "userTask_recordTalk", key());
        assertThat(talk.shows("workDeadlines"))
                .contains("Erlaubnis der Ausländerbehörde", "§ 61 AsylG")
                .doesNotContain("SGB II");
        held("2026-09-16", false, false);
        assertThat(steps.last(referral().id(), "J2"))
                .as("a Kooperationsplan is SGB II")
                .isEmpty();
        Story.OpenTask following = story.task(MANAGER, "userTask_followWork", key());
        assertThat(following.shows("workStatusText"))
                .contains("Potenzialanalyse: noch nicht gemacht")
                .doesNotContain("der Plan baut auf ihr auf");
        assertThatThrownBy(() -> submit("userTask_followWork", "workPermit", "PERMISSION", "workNext", "IN_WORK"))
                .hasMessageContaining("Ohne Erlaubnis darf die Arbeit nicht beginnen");
        submit("userTask_followWork", "workPermit", "ALLOWED", "workNext", "IN_WORK");
        submit("userTask_recordWork", "workKind", "MINIJOB", "workStartsOn", "2026-10-01", "workCoversNeed", false);

        assertThat(step("J4").receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(step("J4").due()).as("§ 8a AsylbLG").hasValue(LocalDate.parse("2026-10-04"));
        assertThat(step("J4").legalBasis()).contains("§ 8a");
        assertThat(story.task(
                                MANAGER,
                                "userTask_prepareAndSend",
                                step("J4").id().toString())
                        .shows("dataPackage"))
                .contains("Minijob ab 01.10.2026")
                .doesNotContain("Bäcker");
        assertThat(story.task(MANAGER, "userTask_reviewChange", person.number()).shows("changeOptions"))
                .contains("Minijob ab 01.10.2026; das Einkommen reicht voraussichtlich nicht zum Leben");
        assertThat(assessment.known(caseId())).containsEntry(StatusFact.WORKS_SINCE, "2026-10-01");
        toldByPhone("J4");
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
    }

    @Test
    void theTalkIsWrittenDownOnItsDayAndMayBePutOffOrMissed() {
        agreed();
        done("J1", "2026-10-05");
        assertThat(dueOf("userTask_recordTalk")).isEqualTo(LocalDate.parse("2026-10-05"));
        clock.setTo("2026-10-05");
        assertThatThrownBy(() -> submit("userTask_recordTalk", "talkOutcome", "POSTPONED"))
                .hasMessageContaining("Auf welchen Tag");
        assertThatThrownBy(() -> submit("userTask_recordTalk", "talkOutcome", "POSTPONED", "talkMovedTo", "2026-10-05"))
                .hasMessageContaining("nicht in der Zukunft");
        // A Saturday: nobody writes anything down before Monday.
        submit("userTask_recordTalk", "talkOutcome", "POSTPONED", "talkMovedTo", "2026-10-10");
        assertThat(dueOf("userTask_recordTalk")).isEqualTo(LocalDate.parse("2026-10-12"));
        assertThat(story.task(MANAGER, "userTask_recordTalk", key()).shows("workStatusText"))
                .contains("10.10.2026");

        clock.setTo("2026-10-12");
        submit("userTask_recordTalk", "talkOutcome", "MISSED");
        Story.OpenTask deciding = story.task(MANAGER, "userTask_decideTalk", key());
        assertThat(deciding.shows("workDeadlines")).contains("wichtigen Grund", "§ 32 Abs. 1 SGB II");
        assertThat(deciding.shows("workStatusText")).contains("nicht erschienen; ein Grund ist nicht bekannt");
        submit("userTask_decideTalk", "askAgain", true);
        assertThat(steps.of(referral().id())).extracting(Handover::hop).containsExactly("J1", "J1");
        done("J1", "2026-10-12");
        submit("userTask_recordTalk", "talkOutcome", "MISSED_EXCUSED");
        assertThat(story.task(MANAGER, "userTask_decideTalk", key()).shows("workDeadlines"))
                .doesNotContain("§ 32");
        submit("userTask_decideTalk", "askAgain", false);
        assertThat(referral().ended()).hasValue(ReferralResult.STOPPED);
    }

    @Test
    void aPlanThatIsNotThereIsAskedForAgainOnADayAndItsCourseIsNotForgotten() {
        agreed();
        done("J1", "2026-09-16");
        held("2026-09-16", false, false);
        assertThat(steps.last(referral().id(), "J3")).isEmpty();
        done("J2", "2026-09-16");
        assertThat(story.task(MANAGER, "userTask_recordPlan", key()).shows("workStatusText"))
                .contains("Potenzialanalyse: noch nicht gemacht");
        assertThatThrownBy(() -> submit("userTask_recordPlan", "planState", "LATER"))
                .hasMessageContaining("Wann fragen Sie wieder nach?");
        submit("userTask_recordPlan", "planState", "LATER", "planAskOn", "2026-09-30");
        assertThat(dueOf("userTask_recordPlan")).isEqualTo(LocalDate.parse("2026-09-30"));

        clock.setTo("2026-09-30");
        submit("userTask_recordPlan", "planState", "MADE", "planOn", "2026-09-30", "planHasCourse", true);
        assertThat(story.task(MANAGER, "userTask_reviewChange", person.number()).shows("changeOptions"))
                .contains("Der Kooperationsplan sieht einen Sprachkurs vor");
    }

    @Test
    void workThatPaysForLivingChangesTheBenefitAndNobodyBeginsInAnotherCentury() {
        agreed();
        assertThatThrownBy(() -> done("J1", "1950-01-01")).hasMessageContaining("zu weit zurück");
        outcome("J1", "2026-09-16");
        assertThatThrownBy(() -> held("1950-01-01", true, false)).hasMessageContaining("zu weit zurück");
        held("2026-09-16", true, false);
        withdrawn("J2");
        submit("userTask_recordPlan", "planState", "NONE");
        submit("userTask_followWork", "workNext", "IN_WORK");
        assertThatThrownBy(() -> submit(
                        "userTask_recordWork", "workKind", "JOB", "workStartsOn", "1950-01-01", "workCoversNeed", true))
                .hasMessageContaining("Der 01.01.1950 liegt zu weit zurück. Bitte prüfen Sie das Jahr.");
        assertThatThrownBy(() -> submit(
                        "userTask_recordWork", "workKind", "JOB", "workStartsOn", "2062-01-01", "workCoversNeed", true))
                .hasMessageContaining("zu weit in der Zukunft");
        submit("userTask_recordWork", "workKind", "JOB", "workStartsOn", "2026-10-01", "workCoversNeed", true);
        withdrawn("J4");
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
        assertThat(story.task(MANAGER, "userTask_reviewChange", person.number()).shows("changeOptions"))
                .contains(
                        "Leistung oder Einkommen",
                        "Arbeit mit Sozialversicherung ab 01.10.2026; das Einkommen reicht voraussichtlich zum Leben");
    }

    private Handover hop(Hop hop) {
        return handovers.get(transitions
                .hops(transitions.ofCase(caseId()).orElseThrow().id())
                .get(hop));
    }

    private CaseId caseId() {
        return new CaseId(person.number());
    }

    private void needsSaid(Referral work) {
        story.task(MANAGER, "userTask_clarifyWork", work.id().toString())
                .submit(
                        "workEducation",
                        "NONE",
                        "workExperience",
                        false,
                        "workGoal",
                        story.say("Bäckerin"),
                        "workOffer",
                        false);
        story.runDueJobs();
    }

    @Test
    void whatIsAgreedTogetherAsksTheJobcenterOnceForTheTalk() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION", "JOBCENTER")
                .goalsSigned(today());
        story.runDueJobs();
        assertThat(hop(Hop.H13).state()).isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(hop(Hop.H13).reason()).isEqualTo("Übernimmt die Vermittlung „Jobcenter und Arbeit“.");
        assertThat(hop(Hop.H12).open()).as("no way into a course was agreed").isTrue();
        needsSaid(referral());
        assertThat(step("J1").open()).isTrue();
        sent("J1");
        outcomeAfterAcceptance("2026-09-16");
        held("2026-09-16", true, false);
        submitPlanAndStop();
        // The talk has been: the change does not ask for it once the referral has ended.
        story.as(MANAGER, () -> transitionManagement.replanForToday(caseId()));
        assertThat(hop(Hop.H13).state()).isEqualTo(HandoverState.NOT_NEEDED);
    }

    private void outcomeAfterAcceptance(String on) {
        story.task("jobcenter", "userTask_confirmReceipt", step("J1").id().toString())
                .submit("receiptAnswer", "ACCEPTED");
        story.runDueJobs();
        outcome("J1", on);
    }

    private void submitPlanAndStop() {
        withdrawn("J2");
        submit("userTask_recordPlan", "planState", "NONE");
        submit("userTask_followWork", "workNext", "STOP");
    }

    @Test
    void aTalkThatTheJobcenterRefusedTheChangeIsAskedForByTheReferralItself() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(today());
        story.runDueJobs();
        String h13 = hop(Hop.H13).id().toString();
        story.task(MANAGER, "userTask_prepareAndSend", h13).submit("sendDecision", "SEND");
        story.runDueJobs();
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        person.assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION", "JOBCENTER")
                .goalsSigned(today());
        needsSaid(referral());
        story.task("jobcenter", "userTask_confirmReceipt", h13)
                .submit("receiptAnswer", "DECLINED", "declineReason", "NO_CAPACITY");
        story.task(MANAGER, "userTask_reroute", h13)
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("über die Vermittlung"));
        story.runDueJobs();
        submit("userTask_recordTalk", "talkOutcome", "NONE");
        assertThat(story.task(MANAGER, "userTask_decideTalk", key()).shows("workDeadlines"))
                .as("nobody stayed away")
                .doesNotContain("§ 32");
        submit("userTask_decideTalk", "askAgain", true);
        assertThat(step("J1").open()).isTrue();
        assertThat(step("J1").receiverOffice()).isEqualTo("JC-SIE");
    }

    @Test
    void theTalkTheChangeHasAskedForIsTheReferralsTalk() {
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(today());
        story.runDueJobs();
        String h13 = hop(Hop.H13).id().toString();
        story.task(MANAGER, "userTask_prepareAndSend", h13).submit("sendDecision", "SEND");
        story.runDueJobs();
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        person.assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION", "JOBCENTER", "LANGUAGE_COURSE")
                .goalsSigned(today());
        story.runDueJobs();
        assertThat(hop(Hop.H13).state()).isEqualTo(HandoverState.SENT);
        assertThat(hop(Hop.H12).state())
                .as("not begun, and the way into a course does it")
                .isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(hop(Hop.H12).reason()).as("as planned first").contains("Anspruch");
        Referral work = referrals.open(caseId(), ReferralKind.JOBCENTER).orElseThrow();
        needsSaid(work);
        assertThat(steps.last(work.id(), "J1").orElseThrow().state()).isEqualTo(HandoverState.NOT_NEEDED);
        Story.OpenTask talk =
                story.task(MANAGER, "userTask_recordTalk", work.id().toString());
        assertThat(talk.shows("workStatusText")).contains("läuft als Schritt H13 des Übergangs (");
        assertThat(story.tasks("jobcenter", "userTask_confirmReceipt", person.number()))
                .hasSize(1);
        story.task("jobcenter", "userTask_confirmReceipt", h13).submit("receiptAnswer", "ACCEPTED");
        story.runDueJobs();
        story.task(MANAGER, "userTask_recordOutcome", h13).submit("outcome", "DONE", "outcomeOn", "2026-09-16");
        story.runDueJobs();
        talk.submit("talkOutcome", "MISSED");
        story.runDueJobs();
        story.task(MANAGER, "userTask_decideTalk", work.id().toString()).submit("askAgain", true);
        story.runDueJobs();
        assertThat(steps.last(work.id(), "J1").orElseThrow().open())
                .as("now the referral asks itself")
                .isTrue();
    }

    @Test
    void withoutATalkItIsAskedAgainOrStopped() {
        agreed();
        sent("J1");
        story.task("jobcenter", "userTask_confirmReceipt", step("J1").id().toString())
                .submit("receiptAnswer", "DECLINED", "declineReason", "NO_CAPACITY");
        story.runDueJobs();
        story.task(MANAGER, "userTask_reroute", step("J1").id().toString())
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("niemand da"));
        story.runDueJobs();
        assertThat(story.task(MANAGER, "userTask_decideTalk", key()).shows("workDeadlines"))
                .contains("31.10.2026");
        submit("userTask_decideTalk", "askAgain", true);
        withdrawn("J1");
        submit("userTask_decideTalk", "askAgain", false);
        assertThat(referral().ended()).hasValue(ReferralResult.STOPPED);
        assertThat(story.tasksOf(MANAGER, person.number())).containsExactly("userTask_assess");
    }

    @Test
    void anInvitationThatDoesNotComeClimbsTheLadder() {
        agreed();
        sent("J1");
        clock.setTo("2026-10-01");
        sweep.run();
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, step("J1").id().toString())).contains("userTask_remind");
    }

    @Test
    void recognitionAndPlanAreDoneOrLeftAndThePersonMayStop() {
        agreed();
        done("J1", "2026-09-16");
        held("2026-09-16", true, true);
        story.task(MANAGER, "userTask_prepareAndSend", step("J3").id().toString())
                .submit("sendDecision", "SELF_SERVICE");
        story.runDueJobs();
        outcome("J3", "2026-09-16");
        withdrawn("J2");
        submit("userTask_recordPlan", "planState", "NONE");
        submit("userTask_followWork", "workNext", "STOP");
        assertThat(referral().open()).isFalse();

        person.assessed("decisionServedOn", "2026-09-15").benefitLawConfirmed();
        assertThat(outbox.about(step("J1").id().toString()))
                .as("what ended was not wrong")
                .isNotEmpty()
                .noneMatch(letter -> letter.templateKey().startsWith("handover-data-"));
    }

    @Test
    void withoutAnyQualificationToRecogniseThePlanComesNext() {
        agreed();
        done("J1", "2026-09-16");
        held("2026-09-16", false, false);
        assertThat(step("J2").open()).isTrue();
    }
}
