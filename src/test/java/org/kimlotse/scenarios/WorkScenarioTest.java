package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
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
        submit("userTask_recordTalk", "talkOn", "2026-10-05", "potentialAnalysed", true, "recognitionWished", true);
        assertThat(step("J3").ownStep()).isTrue();
        withdrawn("J3");
        assertThat(step("J2").due()).hasValue(LocalDate.parse("2026-10-19"));
        done("J2", "2026-10-05");
        assertThatThrownBy(() ->
                        submit("userTask_recordPlan", "planMade", true, "planOn", "2026-10-04", "planHasCourse", true))
                .hasMessageContaining("nicht vor dem ersten Gespräch");
        submit("userTask_recordPlan", "planMade", true, "planOn", "2026-10-05", "planHasCourse", true);

        assertThat(story.task(MANAGER, "userTask_followWork", key()).shows("workDeadlines"))
                .contains("05.04.2027", "§ 15 Abs. 3");
        submit("userTask_followWork", "workNext", "CONTINUE");
        submit("userTask_followWork", "workNext", "IN_WORK");
        submit("userTask_recordWork", "workKind", "TRAINING", "workStartsOn", "2027-08-01", "workCoversNeed", false);
        assertThat(referral().ended()).hasValue(ReferralResult.COMPLETED);
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
        submit("userTask_recordTalk", "talkOn", "2026-09-16", "potentialAnalysed", true, "recognitionWished", true);
        story.task(MANAGER, "userTask_prepareAndSend", step("J3").id().toString())
                .submit("sendDecision", "SELF_SERVICE");
        story.runDueJobs();
        outcome("J3", "2026-09-16");
        withdrawn("J2");
        submit("userTask_recordPlan", "planMade", false);
        submit("userTask_followWork", "workNext", "STOP");
        assertThat(referral().open()).isFalse();
    }

    @Test
    void withoutAnyQualificationToRecogniseThePlanComesNext() {
        agreed();
        done("J1", "2026-09-16");
        submit("userTask_recordTalk", "talkOn", "2026-09-16", "potentialAnalysed", false, "recognitionWished", false);
        assertThat(step("J2").open()).isTrue();
    }
}
