package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralResult;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.kimlotse.transition.Hop;
import org.kimlotse.transition.Transitions;
import org.springframework.beans.factory.annotation.Autowired;

/** The change of benefit law and the way into a course ask for the same: one of them does it, and it is never nobody's. */
@LotseTest
class SharedStepsScenarioTest {

    private static final String MANAGER = "fallmanagement";

    /** Recognised, with a title that gives a right to the course: the change sends the person to a course provider. */
    private static final Object[] WITH_TITLE = {
        "decisionServedOn", "2026-09-15", "titleKind", "P25_2_REFUGEE", "titleIssuedOn", "2026-09-16"
    };

    /** A ban on deportation gives no right to the course: the change asks the Jobcenter. */
    private static final Object[] WITHOUT_RIGHT = {
        "residenceStatus",
        "DEPORTATION_BAN",
        "protectionKind",
        "",
        "decisionServedOn",
        "2026-09-01",
        "titleKind",
        "P25_3",
        "titleIssuedOn",
        "2026-09-10"
    };

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    HandoverManagement handing;

    @Autowired
    Handovers handovers;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    @Autowired
    Transitions transitions;

    Story story;
    CaseStory person;

    @BeforeEach
    void onTheDayOfTheTitle() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
        person = CaseStory.workedBy(MANAGER, story, opening).inCaseManagement("SIEGBURG");
    }

    private void agreed(Object[] facts, String... what) {
        person.assessed(facts).benefitLawConfirmed().goalsAgreed(what).goalsSigned(today());
        story.runDueJobs();
    }

    private void agreedAnew(Object[] facts, String... what) {
        person.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        agreed(facts, what);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"));
    }

    private CaseId caseId() {
        return new CaseId(person.number());
    }

    private Handover hop(Hop hop) {
        return handovers.get(transitions
                .hops(transitions.ofCase(caseId()).orElseThrow().id())
                .get(hop));
    }

    private Referral course() {
        return referrals.of(caseId()).stream()
                .filter(referral -> referral.kind() == ReferralKind.LANGUAGE_COURSE)
                .findFirst()
                .orElseThrow();
    }

    private Handover step(String step) {
        return steps.last(course().id(), step).orElseThrow();
    }

    private void submit(String task, Object... fields) {
        story.task(MANAGER, task, course().id().toString()).submit(fields);
        story.runDueJobs();
    }

    private void sent(Handover handover) {
        String key = handover.id().toString();
        boolean allowed = handing.sendable(handover.id()).allowed();
        story.task(MANAGER, "userTask_prepareAndSend", key)
                .submit(Stream.concat(
                                Stream.of("sendDecision", "SEND"),
                                allowed ? Stream.of() : Stream.of("consentNow", "WRITTEN"))
                        .toArray());
        story.runDueJobs();
    }

    private void answered(Handover handover, Object... answer) {
        story.task(MANAGER, "userTask_trackAnswer", handover.id().toString())
                .submit(Stream.concat(
                                Stream.of(answer),
                                Stream.of(
                                        "confirmedByPhone",
                                        true,
                                        "confirmedByName",
                                        story.say("Frau Weber"),
                                        "confirmedOn",
                                        today().toString()))
                        .toArray());
        story.runDueJobs();
    }

    private void done(String step) {
        sent(step(step));
        answered(step(step), "receiptAnswer", "ACCEPTED");
        story.task(MANAGER, "userTask_recordOutcome", step(step).id().toString())
                .submit("outcome", "DONE", "outcomeOn", today().toString());
        story.runDueJobs();
    }

    private void needs(String status) {
        submit(
                "userTask_clarifyCourseNeeds",
                "courseStatus",
                status,
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
    }

    private void door(String door, String... reason) {
        Object[] fields = reason.length == 0
                ? new Object[] {"courseDoor", door}
                : new Object[] {"courseDoor", door, "courseDoorReason", story.say(reason[0])};
        submit("userTask_chooseDoor", fields);
    }

    private void placed() {
        done("S2");
        submit(
                "userTask_recordPlacement",
                "placementState",
                "TESTED",
                "placementOn",
                today().toString(),
                "germanLevel",
                "A1",
                "courseKind",
                "ALLGEMEIN");
    }

    private void registered() {
        submit(
                "userTask_recordRegistration",
                "courseRegistration",
                "REGISTERED",
                "courseProvider",
                story.say("Kursträger"),
                "registeredOn",
                today().toString());
    }

    private boolean isInTheHandsOfTheManager(Handover handover) {
        return story.tasksOf(MANAGER, handover.id().toString()).contains("userTask_prepareAndSend");
    }

    @Test
    void theProviderTheChangeHasAskedIsNotAskedAgainByTheReferral() {
        agreed(WITH_TITLE, "TRANSITION");
        assertThat(hop(Hop.H12).receiverOffice()).isEqualTo("KT-SIE");
        sent(hop(Hop.H12));
        agreedAnew(WITH_TITLE, "TRANSITION", "LANGUAGE_COURSE");
        needs("P25_1_2");
        door("VORHANDEN");
        submit(
                "userTask_recordCertificate",
                "certificateKind",
                "ANSPRUCH",
                "certificateOn",
                "2026-09-16",
                "courseObliged",
                false);
        placed();
        assertThat(step("S3").state()).isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(step("S3").reason()).isEqualTo("Läuft als Schritt H12 des Übergangs.");
        Story.OpenTask registration =
                story.task(MANAGER, "userTask_recordRegistration", course().id().toString());
        assertThat(registration.shows("courseStatusText")).contains("läuft als Schritt H12 des Übergangs (");
        registered();
        assertThat(story.tasksOf(MANAGER, course().id().toString())).containsExactly("userTask_confirmStart");
    }

    @Test
    void theJobcenterTheChangeHasAskedIsNotAskedAgainAndItsNoLeadsToAnotherWay() {
        agreed(WITHOUT_RIGHT, "TRANSITION");
        assertThat(hop(Hop.H12).receiverOffice()).isEqualTo("JC-SIE");
        sent(hop(Hop.H12));
        agreedAnew(WITHOUT_RIGHT, "TRANSITION", "LANGUAGE_COURSE");
        needs("P25_3");
        door("JOBCENTER");
        assertThat(step("S1").state()).isEqualTo(HandoverState.NOT_NEEDED);
        String h12 = hop(Hop.H12).id().toString();
        story.task("jobcenter", "userTask_confirmReceipt", h12)
                .submit("receiptAnswer", "DECLINED", "declineReason", "REQUIREMENTS_NOT_MET");
        story.runDueJobs();
        story.task(MANAGER, "userTask_reroute", h12)
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("die Person sucht selbst"));
        story.runDueJobs();

        submit("userTask_recordCertificate", "certificateNone", true);
        Story.OpenTask choosing =
                story.task(MANAGER, "userTask_chooseDoor", course().id().toString());
        assertThat(choosing.shows("courseDoorProposal")).doesNotContain("Jobcenter");
        assertThat(choosing.shows("courseDoorWhy")).contains("abgelehnt");
        door("KOMMUNAL");
        assertThat(step("S2").open()).isTrue();
    }

    @Test
    void aCertificateThatIsNotThereAfterAllLeadsBackToTheWays() {
        agreed(WITH_TITLE, "LANGUAGE_COURSE");
        needs("P25_1_2");
        door("VORHANDEN");
        submit("userTask_recordCertificate", "certificateNone", true);
        assertThat(story.task(MANAGER, "userTask_chooseDoor", course().id().toString())
                        .shows("courseDoorProposal"))
                .as("nobody has refused anything")
                .contains("Anspruch");
    }

    @Test
    void whatWasPlannedForACourseThatComesToNothingIsSomebodysAgain() {
        agreed(WITH_TITLE, "TRANSITION", "LANGUAGE_COURSE");
        assertThat(hop(Hop.H12).state()).isEqualTo(HandoverState.NOT_NEEDED);
        needs("P25_1_2");
        door("KEINER", "kein Platz");
        assertThat(course().ended()).hasValue(ReferralResult.NO_WAY);
        assertThat(hop(Hop.H12).state()).isEqualTo(HandoverState.PREPARED);
        assertThat(hop(Hop.H12).dueOn()).isEqualTo(LocalDate.parse("2026-09-30"));
        assertThat(isInTheHandsOfTheManager(hop(Hop.H12))).isTrue();
    }

    @Test
    void whatWasLeftToACourseLaterIsSomebodysAgainInItsTurnWhenThePersonLeavesTheCourse() {
        Object[] noTitle = {"decisionServedOn", "2026-09-15"};
        agreed(noTitle, "TRANSITION");
        agreedAnew(noTitle, "TRANSITION", "LANGUAGE_COURSE");
        assertThat(hop(Hop.H12).state()).as("waits for the title").isEqualTo(HandoverState.NOT_NEEDED);
        needs("P25_1_2");
        door("KOMMUNAL", "bis der Titel da ist");
        placed();
        done("S3");
        registered();
        submit("userTask_confirmStart", "courseStart", "STOP");
        assertThat(course().ended()).hasValue(ReferralResult.STOPPED);

        assertThat(hop(Hop.H12).state()).isEqualTo(HandoverState.PREPARED);
        assertThat(isInTheHandsOfTheManager(hop(Hop.H12)))
                .as("the title is applied for first")
                .isFalse();
        sent(hop(Hop.H11));
        answered(hop(Hop.H11), "receiptAnswer", "ACCEPTED");
        story.task(MANAGER, "userTask_recordOutcome", hop(Hop.H11).id().toString())
                .submit("outcome", "DONE", "outcomeOn", today().toString());
        story.runDueJobs();
        assertThat(isInTheHandsOfTheManager(hop(Hop.H12))).isTrue();
    }
}
