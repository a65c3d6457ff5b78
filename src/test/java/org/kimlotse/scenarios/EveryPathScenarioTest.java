package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionSubject;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.ConsentManagement;
import org.kimlotse.consent.Consents;
import org.kimlotse.handover.Answer;
import org.kimlotse.handover.DeclineReason;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.intake.IntakeManagement;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;

/** The ways beside the main one: every end, every way back, every branch of the six processes. */
@LotseTest
class EveryPathScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final List<String> ORDER =
            List.of("H0", "H1", "H2", "H3", "H6", "H4", "H5", "H7", "H8", "H9", "H10", "H11", "H12", "H13");

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    CaseClosing closing;

    @Autowired
    Cases cases;

    @Autowired
    IntakeManagement intake;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverManagement management;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    DecisionLog decisions;

    @Autowired
    CaseChanges changes;

    @Autowired
    Consents consents;

    @Autowired
    ConsentManagement consentManagement;

    Story story;

    @BeforeEach
    void onTheDayAfterTheService() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    @Test
    void counsellingTakesAsManyTalksAsItNeedsAndEachIsCounted() {
        CaseStory c = CaseStory.workedBy(MANAGER, story, opening)
                .opened("SIEGBURG")
                .noCrisis()
                .informedWithConsent()
                .oneQuestionOnly()
                .indication("BERATUNG");
        int counted = talksInSiegburg();
        c.step(
                "userTask_recordCounselling",
                Map.of(
                        "counsellingHeld",
                        "HELD",
                        "counsellingNote",
                        story.say("Frage zum Konto"),
                        "counsellingNext",
                        "AGAIN",
                        "counsellingNextOn",
                        "2026-09-23"));
        assertThat(story.tasksOf(MANAGER, c.number())).containsExactly("userTask_recordCounselling");
        c.step(
                "userTask_recordCounselling",
                Map.of(
                        "counsellingHeld",
                        "EARLIER",
                        "counsellingNote",
                        story.say("geklärt"),
                        "counsellingNext",
                        "DONE"));
        assertThat(cases.get(new CaseId(c.number())).state()).isEqualTo(Case.State.CLOSED);
        assertThat(talksInSiegburg()).isEqualTo(counted + 2);
    }

    private int talksInSiegburg() {
        return intake.counselled(clock.instant(), clock.instant().plusSeconds(1)).stream()
                .filter(line -> line.municipality() == Municipality.SIEGBURG)
                .mapToInt(IntakeManagement.Counselled::talks)
                .sum();
    }

    private CaseStory inTransition() {
        return CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed(
                        "decisionServedOn",
                        "2026-09-15",
                        "childrenInHousehold",
                        1,
                        "sharedAccommodation",
                        true,
                        "assignmentMunicipality",
                        "SIEGBURG")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.parse("2026-09-16"));
    }

    private CaseStory accompanied() {
        return CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-01-20")
                .benefitLawConfirmed()
                .goalsAgreed()
                .goalsSigned(LocalDate.parse("2026-09-16"));
    }

    private Map<String, Handover> hopsOf(CaseStory of) {
        return handovers.ofCase(new CaseId(of.number())).stream()
                .collect(Collectors.toMap(Handover::hop, Function.identity()));
    }

    private String id(CaseStory c, String hop) {
        return hopsOf(c).get(hop).id().toString();
    }

    private void submit(String user, String task, String key, Object... fields) {
        story.task(user, task, key).submit(fields);
        story.runDueJobs();
    }

    @Test
    void allStepsAreDoneTheTransitionIsClosedAndThenTheCase() {
        CaseStory c = inTransition();
        for (String hop : ORDER) {
            Handover handover = hopsOf(c).get(hop);
            if (handover.open()) {
                String key = handover.id().toString();
                submit(MANAGER, "userTask_prepareAndSend", key, "sendDecision", "SEND");
                submit(
                        MANAGER,
                        "userTask_trackAnswer",
                        key,
                        "receiptAnswer",
                        "ACCEPTED",
                        "confirmedByPhone",
                        true,
                        "confirmedByName",
                        "Frau Weber",
                        "confirmedOn",
                        "2026-09-16");
                submit(MANAGER, "userTask_recordOutcome", key, "outcome", "DONE", "outcomeOn", "2026-09-16");
            }
        }
        assertThat(handovers.openOf(new CaseId(c.number()))).isEmpty();
        story.tasks(MANAGER, "userTask_postLetter", c.number())
                .forEach(letter -> letter.submit("letterDecision", "POSTED", "letterPostedOn", "2026-09-16"));

        assertThatThrownBy(() -> c.step("userTask_accompany", Map.of("nextStep", "CLOSE")))
                .hasMessageContaining("kann noch nicht abgeschlossen werden. Offen ist: Der Rechtskreiswechsel");
        c.step("userTask_closeTransition", Map.of("transitionNote", story.say("alles gut")));
        assertThat(story.task(MANAGER, "userTask_reviewChange", c.number()).shows("changeOptions"))
                .contains("am 16.09.2026; erwartet war es ab 01.10.2026");
        c.step(
                "userTask_reviewChange",
                Map.of(
                        "changeDecision",
                        "NOT_NEEDED",
                        "changesSeen",
                        changes.open(new CaseId(c.number())).stream()
                                .map(change -> change.id().toString())
                                .toList(),
                        "changeReason",
                        story.say("Bescheid ist richtig")));
        c.step("userTask_accompany", Map.of("nextStep", "CLOSE"));
        c.step("userTask_close", Map.of("closingReason", "GOALS_MET", "goalAttainment", "FULLY"));

        assertThat(cases.get(new CaseId(c.number())).state()).isEqualTo(Case.State.CLOSED);
        assertThat(story.tasksOf(MANAGER, c.number())).isEmpty();
    }

    @Test
    void anApplicationThatIsRefusedLeadsToAnotherLookAtTheSituation() {
        CaseStory c = inTransition();
        done(c, "H1");
        done(c, "H2");
        String h6 = id(c, "H6");
        submit(MANAGER, "userTask_prepareAndSend", h6, "sendDecision", "SEND");
        submit("jobcenter", "userTask_confirmReceipt", h6, "receiptAnswer", "ACCEPTED");
        assertThat(story.tasksOf(MANAGER, c.number())).doesNotContain("userTask_reviewChange");
        submit(
                MANAGER,
                "userTask_recordOutcome",
                h6,
                "outcome",
                "NOT_DONE",
                "outcomeOn",
                "2026-09-16",
                "outcomeNote",
                story.say("abgelehnt"));

        assertThat(story.task(MANAGER, "userTask_reviewChange", c.number()).shows("changeOptions"))
                .contains("Leistung oder Einkommen", "nicht wie erwartet entschieden", "Schritt H6");
    }

    @Test
    void everyStepCanBeDroppedAndTheTransitionStillEnds() {
        CaseStory c = inTransition();
        done(c, "H1");
        for (String hop : List.of("H0", "H3", "H2", "H4", "H5", "H7", "H8", "H9", "H10", "H11", "H12", "H13")) {
            dropped(c, hop);
        }
        assertThat(hopsOf(c).get("H6").state()).isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(story.tasksOf(MANAGER, c.number())).contains("userTask_closeTransition");
    }

    @Test
    void theApplicationAndTheDecisionOnItCanBeDropped() {
        CaseStory c = inTransition();
        done(c, "H1");
        done(c, "H2");
        dropped(c, "H6");
        assertThat(hopsOf(c).get("H6").state()).isEqualTo(HandoverState.WITHDRAWN);

        CaseStory other = inTransition();
        dropped(other, "H1");
        assertThat(List.of("H2", "H3", "H6"))
                .allSatisfy(hop -> assertThat(hopsOf(other).get(hop).state()).isEqualTo(HandoverState.NOT_NEEDED));
    }

    private void dropped(CaseStory c, String hop) {
        story.as(MANAGER, () -> management.withdraw(hopsOf(c).get(hop).id(), story.say("irrtümlich")));
        submit(
                MANAGER,
                "userTask_decideWithdrawn",
                id(c, hop),
                "withdrawnDecision",
                "DROP",
                "withdrawnNote",
                story.say("nicht mehr nötig"));
    }

    private void done(CaseStory c, String hop) {
        String key = id(c, hop);
        submit(MANAGER, "userTask_prepareAndSend", key, "sendDecision", "SEND");
        submit(
                MANAGER,
                "userTask_trackAnswer",
                key,
                "receiptAnswer",
                "ACCEPTED",
                "confirmedByPhone",
                true,
                "confirmedByName",
                "Frau Weber",
                "confirmedOn",
                "2026-09-16");
        submit(MANAGER, "userTask_recordOutcome", key, "outcome", "DONE", "outcomeOn", "2026-09-16");
    }

    @Test
    void aStepThatIsNotNeededEndsWithItsReason() {
        CaseStory c = inTransition();
        submit(
                MANAGER,
                "userTask_prepareAndSend",
                id(c, "H10"),
                "sendDecision",
                "NOT_NEEDED",
                "notNeededReason",
                story.say("schon geklärt"));
        assertThat(hopsOf(c).get("H10").state()).isEqualTo(HandoverState.NOT_NEEDED);
    }

    @Test
    void consentWithdrawnBetweenReleaseAndSendingLeadsBackInsteadOfOut() {
        CaseStory c = inTransition();
        CaseId caseId = new CaseId(c.number());
        String h1 = id(c, "H1");
        story.task(MANAGER, "userTask_prepareAndSend", h1).submit("sendDecision", "SEND");
        story.as(MANAGER, () -> consents.of(caseId).stream()
                .filter(g -> g.recipient().equals("JC-SIE") && g.state() == Consent.State.GIVEN)
                .filter(g -> g.category().name().equals("BENEFIT"))
                .forEach(g -> consentManagement.withdraw(caseId, g.id(), Consent.DecidedBy.PERSON, "")));
        story.runDueJobs();

        assertThat(hopsOf(c).get("H1").sentAt()).isNull();
        assertThat(story.tasksOf("jobcenter", h1)).isEmpty();
        assertThat(story.tasksOf(MANAGER, h1)).containsExactly("userTask_prepareAndSend");
    }

    @Test
    void anAnswerFromOutsideEndsTheWaiting() {
        CaseStory c = inTransition();
        Handover h1 = hopsOf(c).get("H1");
        submit(MANAGER, "userTask_prepareAndSend", h1.id().toString(), "sendDecision", "SEND");
        management.answerFromOutside(h1.id(), Answer.accepted());
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, h1.id().toString())).containsExactly("userTask_recordOutcome");
    }

    @Test
    void aRefusalIsRoutedAnewOrStopped() {
        CaseStory c = inTransition();
        String h1 = id(c, "H1");
        submit(MANAGER, "userTask_prepareAndSend", h1, "sendDecision", "SEND");
        submit(
                "jobcenter",
                "userTask_confirmReceipt",
                h1,
                "receiptAnswer",
                "DECLINED",
                "declineReason",
                DeclineReason.NOT_COMPETENT_PLACE.name(),
                "declineNote",
                story.say("nicht bei uns"));
        submit(MANAGER, "userTask_reroute", h1, "rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "JC-TRO");
        assertThat(hopsOf(c).get("H1").receiverOffice()).isEqualTo("JC-TRO");

        String h4 = id(c, "H4");
        submit(MANAGER, "userTask_prepareAndSend", h4, "sendDecision", "SEND");
        submit(
                "sozialamt",
                "userTask_confirmReceipt",
                h4,
                "receiptAnswer",
                "DECLINED",
                "declineReason",
                DeclineReason.OTHER.name(),
                "declineNote",
                story.say("erledigt sich"));
        submit(
                MANAGER,
                "userTask_reroute",
                h4,
                "rerouteDecision",
                "STOP",
                "rerouteNote",
                story.say("nicht mehr nötig"));
        assertThat(hopsOf(c).get("H4").open()).isFalse();
    }

    @Test
    void everyStepOfTheLadderIsATaskThatSomebodyEnds() {
        CaseStory c = inTransition();
        String h1 = id(c, "H1");
        submit(MANAGER, "userTask_prepareAndSend", h1, "sendDecision", "SEND");

        climb("2026-10-01");
        assertThat(story.task(MANAGER, "userTask_remind", h1).shows("ladderText"))
                .contains("Darauf beruht es");
        assertThat(decisions.of(new CaseId(c.number())))
                .anySatisfy(logged -> assertThat(logged.decision().ruleSet()).isEqualTo("missed-handovers"));
        assertThat(decisions.latest(
                        DecisionSubject.ofHandover(hopsOf(c).get("H1").id().value(), new CaseId(c.number())),
                        RuleSet.MISSED_HANDOVERS))
                .hasValueSatisfying(logged -> assertThat(logged.decision().findings())
                        .anySatisfy(f -> assertThat(f.value("missedKind")).hasValue("SENT_NO_ACKNOWLEDGEMENT")));
        submit(MANAGER, "userTask_remind", h1, "ladderDone", "DONE");
        climb("2026-10-08");
        submit(MANAGER, "userTask_askByPhone", h1, "ladderDone", "NOT_REACHED", "ladderNote", story.say("besetzt"));
        climb("2026-10-13");
        submit(MANAGER, "userTask_askLead", h1, "ladderDone", "DONE");
        climb("2026-10-20");
        submit("koordination", "userTask_coordinate", h1, "ladderDone", "DONE");

        assertThat(hopsOf(c).get("H1").ladderLevel()).isEqualTo(4);
        assertThat(hopsOf(c).get("H1").missed()).isTrue();
    }

    private void climb(String day) {
        clock.setTo(day);
        sweep.run();
        story.runDueJobs();
    }

    @Test
    void accompanyingGoesOnIsAssessedAgainAndClosesByHand() {
        CaseStory c = accompanied();
        c.step("userTask_accompany", Map.of("nextStep", "CONTINUE"));
        c.step("userTask_accompany", Map.of("nextStep", "REASSESS"));
        assertThat(story.tasksOf(MANAGER, c.number())).containsExactly("userTask_assess");

        CaseId caseId = new CaseId(c.number());
        story.as(
                MANAGER,
                () -> closing.close(
                        caseId,
                        Case.ClosingReason.MOVED_AWAY,
                        "",
                        cases.get(caseId).version()));
        story.runDueJobs();
        assertThat(story.tasksOf(MANAGER, c.number())).isEmpty();

        story.as(
                MANAGER,
                () -> closing.reopen(
                        caseId, story.say("kommt zurück"), cases.get(caseId).version()));
        assertThat(story.tasksOf(MANAGER, c.number())).containsExactly("userTask_assess");
    }

    @Test
    void aFormSentAfterTheCaseWasClosedIsRefusedInGerman() {
        CaseStory c = accompanied();
        Story.OpenTask open = story.task(MANAGER, "userTask_accompany", c.number());
        CaseId caseId = new CaseId(c.number());
        story.as(
                MANAGER,
                () -> closing.close(
                        caseId,
                        Case.ClosingReason.MOVED_AWAY,
                        "",
                        cases.get(caseId).version()));
        story.runDueJobs();

        assertThatThrownBy(() -> open.submit("nextStep", "CONTINUE"))
                .hasMessageMatching("(?s).*(abgeschlossen|erledigt|nicht mehr).*");
    }
}
