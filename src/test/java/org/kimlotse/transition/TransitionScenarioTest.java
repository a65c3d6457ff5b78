package org.kimlotse.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.FactCorrection;
import org.kimlotse.assessment.PersonCorrection;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseMoving;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.engine.UnmatchedMessages;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverAction;
import org.kimlotse.handover.HandoverFixture;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.handover.TransferGround;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;

/** The change of benefit law from the signed agreement to the closed transition, by forms, named jobs and the clock. */
@LotseTest
class TransitionScenarioTest {

    private static final String TEAM = "fallmanagement";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private CaseOpening opening;

    @Autowired
    private TransitionManagement management;

    @Autowired
    private Transitions transitions;

    @Autowired
    private Handovers handovers;

    @Autowired
    private HandoverManagement handing;

    @Autowired
    private FactCorrection correction;

    @Autowired
    private PersonCorrection personCorrection;

    @Autowired
    private Persons persons;

    @Autowired
    private CaseMoving moving;

    @Autowired
    private CaseClosing closing;

    @Autowired
    private Cases cases;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Workflows workflows;

    @Autowired
    private SystemIncidents incidents;

    @Autowired
    private UnmatchedMessages unmatched;

    @Autowired
    private HandoverFixture a;

    private Story story;

    @BeforeEach
    void theDayAfterTheDecisionWasServed() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    @AfterEach
    void invariantsHold() {
        assertThat(a.brokenInvariants()).isEmpty();
    }

    // ---- given ----------------------------------------------------------------------------------------------

    /** P01: refugee status served on 15.09.2026 in Siegburg; everything consented, the transition agreed and signed. */
    private CaseId p01() {
        return agreed(CaseStory.workedBy(TEAM, story, opening).inCaseManagement("Siegburg"));
    }

    /** P17 without its place: the same, but no exchange with any office. */
    private CaseId p01WithoutConsent() {
        return agreed(CaseStory.workedBy(TEAM, story, opening)
                .opened("Siegburg")
                .noCrisis()
                .informedWithoutConsent()
                .needsManyOffices()
                .indication("CASE_MANAGEMENT"));
    }

    private CaseId agreed(CaseStory inCaseManagement, Object... facts) {
        List<Object> known = new ArrayList<>(List.of("decisionServedOn", "2026-09-15"));
        known.addAll(List.of(facts));
        return new CaseId(inCaseManagement
                .assessed(known.toArray())
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.of(2026, 9, 16))
                .number());
    }

    private Handover hop(CaseId caseId, Hop hop) {
        return management.steps(caseId).get(hop);
    }

    private Story.OpenTask task(String user, String taskKey, CaseId caseId, Hop hop) {
        return story.task(user, taskKey, hop(caseId, hop).id().toString());
    }

    private void send(CaseId caseId, Hop hop) {
        task(TEAM, "userTask_prepareAndSend", caseId, hop).submit("sendDecision", "SEND");
        story.fire("serviceTask_send", hop(caseId, hop).id().toString());
    }

    private void onThePhone(CaseId caseId, Hop hop, Object... answer) {
        List<Object> fields = new ArrayList<>(
                List.of("confirmedByPhone", true, "confirmedByName", story.say("Frau Kern"), "confirmedOn", today()));
        fields.addAll(List.of(answer));
        task(TEAM, "userTask_trackAnswer", caseId, hop).submit(fields.toArray());
    }

    private void outcome(CaseId caseId, Hop hop, String outcome, String on) {
        task(TEAM, "userTask_recordOutcome", caseId, hop)
                .submit("outcome", outcome, "outcomeOn", on, "outcomeNote", story.say("Anmerkung"));
        story.runDueJobs();
    }

    private String today() {
        return org.kimlotse.shared.BusinessCalendar.today(clock).toString();
    }

    /** Sends, has accepted on the telephone and records the outcome. */
    private void done(CaseId caseId, Hop hop, String on) {
        send(caseId, hop);
        onThePhone(caseId, hop, "receiptAnswer", "ACCEPTED");
        outcome(caseId, hop, "DONE", on);
    }

    // ---- the plan -------------------------------------------------------------------------------------------

    @Test
    void plansTheStepsOfP01ToTheDayWithTheCompetentOffices() {
        CaseId caseId = p01();
        Map<Hop, Handover> steps = management.steps(caseId);
        assertThat(steps).hasSize(14);
        assertThat(steps.get(Hop.H1)).satisfies(h -> {
            assertThat(h.receiverOffice()).isEqualTo("JC-SIE");
            assertThat(h.dueOn()).isEqualTo(LocalDate.of(2026, 9, 22));
            assertThat(h.hardOn()).isEqualTo(LocalDate.of(2026, 10, 31));
            assertThat(h.legalBasis()).contains("§ 37");
            assertThat(h.ruleId()).isEqualTo("transition-hops.h1-sgb-ii");
        });
        assertThat(steps.get(Hop.H4).receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(steps.get(Hop.H7)).satisfies(h -> {
            assertThat(h.receiverOffice()).isEqualTo("KK");
            assertThat(h.dueOn()).isEqualTo(LocalDate.of(2026, 10, 14));
        });
        assertThat(steps.get(Hop.H11)).satisfies(h -> {
            assertThat(h.receiverOffice()).isEqualTo("ABH-RSK");
            assertThat(h.dueOn()).isEqualTo(LocalDate.of(2026, 9, 29));
        });
        assertThat(transitions.ofCase(caseId)).hasValueSatisfying(t -> {
            assertThat(t.oldLawUntil()).isEqualTo(LocalDate.of(2026, 9, 30));
            assertThat(t.newLawFrom()).isEqualTo(LocalDate.of(2026, 10, 1));
        });
    }

    @Test
    void nothingIsPassedOnWithoutConsentTheCaseManagementIsNoOfficeALawNames() {
        assertThat(handovers.ofCase(p01()))
                .allSatisfy(h -> assertThat(h.transferBasis()).isNull());
    }

    @Test
    void planningAgainMakesNothingTwice() {
        CaseId caseId = p01();
        List<Handover> before = handovers.ofCase(caseId);
        management.plan(caseId);
        assertThat(handovers.ofCase(caseId)).hasSameSizeAs(before);
    }

    @Test
    void theSendFormShowsWhyUntilWhenToWhomAndExactlyWhat() {
        CaseId caseId = p01();
        Story.OpenTask form = task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1);
        assertThat(form.shows("handoverTitle"))
                .contains("H1 – ")
                .contains("Jobcenter")
                .contains(caseId.number());
        assertThat(form.shows("handoverWhy")).contains("§ 37").contains("transition-hops.h1-sgb-ii");
        assertThat(form.shows("handoverDueText"))
                .contains("Di, 22.09.2026")
                .contains("Letzter Tag ohne Verlust")
                .contains("Sa, 31.10.2026");
        assertThat(form.shows("handoverOwnerText")).contains("Fallmanagement, bis die Stelle annimmt");
        assertThat(form.shows("dataPackage")).contains("12.04.1995").contains("voraussichtlich ab: 01.10.2026");
        assertThat(form.shows("consentText")).contains("Einwilligung");
        assertThat(form.form().get("sendAllowed")).isEqualTo(true);
    }

    // ---- the ways of a handover -----------------------------------------------------------------------------

    @Test
    void thePartnerOfficeSeesItsPackageAndNothingMoreAndAccepts() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        Story.OpenTask receipt = task("jobcenter", "userTask_confirmReceipt", caseId, Hop.H1);
        assertThat(receipt.shows("dataPackage")).contains("12.04.1995");
        assertThat(receipt.shows("handoverWhy")).doesNotContain("Zustellung").doesNotContain("transition-hops");
        assertThat(receipt.shows("handoverDueText")).contains("22.09.2026").doesNotContain("Zustellung");
        receipt.submit("receiptAnswer", "ACCEPTED");
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.ACCEPTED);
        assertThat(task("jobcenter", "userTask_reportOutcome", caseId, Hop.H1).shows("dataPackage"))
                .contains("12.04.1995");
        outcome(caseId, Hop.H1, "DONE", "2026-09-16");
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.COMPLETED);
        // What builds on it begins.
        assertThat(hop(caseId, Hop.H2).begunAt()).isNotNull();
        assertThat(hop(caseId, Hop.H3).begunAt()).isNotNull();
    }

    @Test
    void receiptQueryAnswerAndAcceptanceOneAfterTheOther() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        task("jobcenter", "userTask_confirmReceipt", caseId, Hop.H1).submit("receiptAnswer", "ACKNOWLEDGED");
        task("jobcenter", "userTask_confirmReceipt", caseId, Hop.H1)
                .submit("receiptAnswer", "QUERIED", "queryText", story.say("Seit wann in Siegburg?"));
        Story.OpenTask query = task(TEAM, "userTask_answerQuery", caseId, Hop.H1);
        assertThat(query.shows("queryText")).contains("Seit wann in Siegburg?");
        query.submit("queryAnswer", story.say("Seit März"));
        assertThat(task("jobcenter", "userTask_confirmReceipt", caseId, Hop.H1).shows("handoverStateText"))
                .contains("Seit wann in Siegburg?")
                .contains("Seit März");
        onThePhone(caseId, Hop.H1, "receiptAnswer", "ACCEPTED");
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.ACCEPTED);
        assertThat(story.tasksOf("jobcenter", hop(caseId, Hop.H1).id().toString()))
                .containsExactly("userTask_reportOutcome");
    }

    @Test
    void aRefusalIsDecidedAnewAnotherOfficeNeedsItsOwnConsentAndTheEndNeedsAReason() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        task("jobcenter", "userTask_confirmReceipt", caseId, Hop.H1)
                .submit(
                        "receiptAnswer",
                        "DECLINED",
                        "declineReason",
                        "NOT_COMPETENT_PLACE",
                        "declineNote",
                        story.say("Troisdorf"));
        Story.OpenTask reroute = task(TEAM, "userTask_reroute", caseId, Hop.H1);
        assertThat(reroute.shows("handoverStateText"))
                .contains("örtlich nicht zuständig")
                .contains("Troisdorf");
        reroute.submit("rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "JC-TRO");
        Story.OpenTask again = task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1);
        assertThat(again.form().get("sendAllowed")).isEqualTo(false);
        assertThatThrownBy(() -> again.submit("sendDecision", "SEND"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("Keine Einwilligung");
        // The consent can be taken down in the same form.
        again.submit(
                "sendDecision",
                "SEND",
                "consents",
                List.of(Map.of(
                        "recipient", "JC-TRO",
                        "purpose", "BENEFIT_TRANSITION",
                        "dataCategories", List.copyOf(hop(caseId, Hop.H1).dataCategories()),
                        "validUntil", "2027-09-16",
                        "form", "WRITTEN")));
        story.runDueJobs();
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.SENT);
        onThePhone(
                caseId,
                Hop.H1,
                "receiptAnswer",
                "DECLINED",
                "declineReason",
                "OTHER",
                "declineNote",
                story.say("nein"));
        task(TEAM, "userTask_reroute", caseId, Hop.H1)
                .submit("rerouteDecision", "STOP", "rerouteNote", story.say("Die Person klärt es selbst"));
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.WITHDRAWN);
    }

    @Test
    void aConsentWithdrawnBetweenDecisionAndSendingBringsTheTaskBackAndNothingLeaves() {
        CaseId caseId = p01();
        task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1)
                .submit("sendDecision", "SEND", "sendNote", story.say("bitte rasch"));
        a.withdrawConsents(caseId, "JC-SIE");
        story.fire("serviceTask_send", hop(caseId, Hop.H1).id().toString());
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.PREPARED);
        assertThat(outbox.about(hop(caseId, Hop.H1).id().toString())).isEmpty();
        assertThat(task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1).form().get("sendAllowed"))
                .isEqualTo(false);
    }

    @Test
    void aWithdrawnConsentStopsTheRunningHandoverAndItIsPreparedAnewWithoutTransfer() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        a.withdrawConsents(caseId, "JC-SIE");
        story.runDueJobs();
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(hop(caseId, Hop.H2).begunAt())
                .as("there is no application to complete")
                .isNull();
        Story.OpenTask decide = task(TEAM, "userTask_decideWithdrawn", caseId, Hop.H1);
        assertThat(decide.shows("withdrawnText")).contains("Einwilligung widerrufen");
        assertThatThrownBy(() -> decide.submit("withdrawnDecision", "DROP"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("entfällt");
        decide.submit("withdrawnDecision", "PREPARE_ANEW");
        story.runDueJobs();
        assertThat(hop(caseId, Hop.H1)).satisfies(h -> {
            assertThat(h.state()).isEqualTo(HandoverState.PREPARED);
            assertThat(h.attempt()).isEqualTo(2);
            assertThat(h.sentAt()).isNull();
            assertThat(h.begunAt()).isNotNull();
        });
        assertThat(handovers.events(hop(caseId, Hop.H1).id()))
                .extracting(e -> e.action())
                .containsSequence(
                        HandoverAction.CONSENT_WITHDRAWN, HandoverAction.PREPARED_AGAIN, HandoverAction.BEGUN);
        task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1).submit("sendDecision", "SELF_SERVICE");
        story.runDueJobs();
        outcome(caseId, Hop.H1, "DONE", "2026-09-16");
        assertThat(hop(caseId, Hop.H2).begunAt()).isNotNull();
    }

    @Test
    void aStepSentOnceMoreAfterItWasTakenBackKeepsBothPackagesInItsTrail() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        Acting.as(TEAM, () -> handing.withdraw(hop(caseId, Hop.H1).id(), "falsche Anlage"));
        task(TEAM, "userTask_decideWithdrawn", caseId, Hop.H1).submit("withdrawnDecision", "PREPARE_ANEW");
        story.runDueJobs();
        done(caseId, Hop.H1, "2026-09-16");
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.COMPLETED);
        assertThat(outbox.about(hop(caseId, Hop.H1).id().toString()))
                .extracting(Letter::templateKey)
                .contains("handover-sent", "handover-withdrawn");
        assertThat(hop(caseId, Hop.H2).begunAt()).isNotNull();
    }

    @Test
    void aDroppedApplicationTakesWhatBuildsOnItAlong() {
        CaseId caseId = p01();
        Acting.as(TEAM, () -> handing.withdraw(hop(caseId, Hop.H1).id(), "versehentlich"));
        dropped(caseId, Hop.H1);
        for (Hop next : List.of(Hop.H2, Hop.H3, Hop.H6)) {
            assertThat(hop(caseId, next).state()).isEqualTo(HandoverState.NOT_NEEDED);
            assertThat(story.tasksOf(TEAM, hop(caseId, next).id().toString())).isEmpty();
        }
        assertThat(handovers
                        .lastEvent(hop(caseId, Hop.H2).id(), HandoverAction.NOT_NEEDED)
                        .orElseThrow()
                        .note())
                .contains("H1 „Formlosen Antrag sichern“ entfällt: zieht fort");
    }

    @Test
    void aStepTakenBackBeforeItsTurnIsDroppedWithoutAQuestion() {
        CaseId caseId = p01();
        Acting.as(TEAM, () -> handing.withdraw(hop(caseId, Hop.H2).id(), "liegt schon vollständig vor"));
        assertThat(hop(caseId, Hop.H6).state()).isEqualTo(HandoverState.NOT_NEEDED);
    }

    private void dropped(CaseId caseId, Hop hop) {
        task(TEAM, "userTask_decideWithdrawn", caseId, hop)
                .submit("withdrawnDecision", "DROP", "withdrawnNote", story.say("zieht fort"));
        story.runDueJobs();
    }

    @Test
    void withoutConsentThePersonGetsLettersWithTheDeadlinesAndNothingIsTransferred() {
        CaseId caseId = p01WithoutConsent();
        Story.OpenTask form = task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1);
        assertThat(form.form().get("sendAllowed")).isEqualTo(false);
        form.submit("sendDecision", "SELF_SERVICE");
        story.runDueJobs();
        Handover h1 = hop(caseId, Hop.H1);
        assertThat(h1.state()).isEqualTo(HandoverState.SELF_SERVICE);
        assertThat(h1.transferGround()).isNull();
        assertThat(outbox.about(h1.id().toString())).singleElement().satisfies(l -> {
            assertThat(l.templateKey()).isEqualTo("self-service");
            assertThat(l.state()).isEqualTo(Letter.State.READY_TO_PRINT);
            assertThat(l.body())
                    .contains("Di, 22.09.2026")
                    .contains("Sa, 31.10.2026")
                    .contains("Sagen Sie dort", "Bringen Sie mit", "Telefon (trägt")
                    .as("the step's own question, asked by the person")
                    .contains("an welchem Tag der formlose Antrag bei Ihnen eingegangen ist", "sagen Sie es mir bitte")
                    .doesNotContain("sagen Sie es uns bitte", "Datum:");
        });
        assertThat(story.tasksOf("jobcenter", h1.id().toString())).isEmpty();
        outcome(caseId, Hop.H1, "DONE", "2026-09-16");
        assertThat(management.steps(caseId).values())
                .allSatisfy(h -> assertThat(h.transferGround()).isNotEqualTo(TransferGround.CONSENT));
    }

    // ---- the end --------------------------------------------------------------------------------------------

    @Test
    void allStepsToTheEndAndEachThatIsNotDoneNeedsAReason() {
        CaseId caseId = p01();
        a.consentTo(
                caseId,
                "JC-SIE",
                org.kimlotse.consent.Purpose.WORK,
                java.util.Set.of(org.kimlotse.consent.DataCategory.IDENTITY, org.kimlotse.consent.DataCategory.WORK));
        done(caseId, Hop.H0, "2026-09-16");
        done(caseId, Hop.H1, "2026-09-16");
        done(caseId, Hop.H2, "2026-09-16");
        done(caseId, Hop.H3, "2026-09-16");
        done(caseId, Hop.H4, "2026-09-30");
        done(caseId, Hop.H5, "2026-09-16");
        done(caseId, Hop.H6, "2026-10-01");
        done(caseId, Hop.H7, "2026-09-16");
        notNeeded(caseId, Hop.H8);
        done(caseId, Hop.H10, "2026-09-16");
        send(caseId, Hop.H11);
        onThePhone(caseId, Hop.H11, "receiptAnswer", "ACCEPTED");
        outcome(caseId, Hop.H11, "NOT_DONE", "2026-09-16");
        done(caseId, Hop.H12, "2026-09-16");
        done(caseId, Hop.H13, "2026-09-20");
        assertThat(hop(caseId, Hop.H4).missed()).isFalse();
        Story.OpenTask close = story.task(TEAM, "userTask_closeTransition", caseId.number());
        assertThat(close.form().get("hopTable").toString()).contains("H11");
        assertThatThrownBy(() -> close.submit("hopWaivers", List.of()))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("H11");
        close.submit(
                "hopWaivers",
                List.of(Map.of("hop", "H11", "reason", story.say("Titel kommt von Amts wegen"))),
                "transitionNote",
                story.say("lief gut"));
        assertThat(transitions.ofCase(caseId))
                .hasValueSatisfying(t -> assertThat(t.open()).isFalse());
        assertThat(workflows.isRunning("transition-asylblg-sgb2", caseId.number()))
                .isFalse();
    }

    private void notNeeded(CaseId caseId, Hop hop) {
        task(TEAM, "userTask_prepareAndSend", caseId, hop)
                .submit("sendDecision", "NOT_NEEDED", "notNeededReason", story.say("private Wohnung"));
        story.runDueJobs();
        assertThat(hop(caseId, hop).state()).isEqualTo(HandoverState.NOT_NEEDED);
    }

    @Test
    void paymentsByTwoOfficesForTheSameDaysAreATaskOfCoordination() {
        CaseId caseId = p01();
        done(caseId, Hop.H1, "2026-09-16");
        done(caseId, Hop.H2, "2026-09-16");
        done(caseId, Hop.H4, "2026-10-31");
        done(caseId, Hop.H6, "2026-10-01");
        assertThat(incidents.open())
                .filteredOn(i -> i.kind() == SystemIncident.Kind.PAID_TWICE
                        && i.caseId().filter(caseId::equals).isPresent())
                .singleElement()
                .satisfies(i -> {
                    assertThat(i.ownerGroup()).isEqualTo("coordination");
                    assertThat(i.summary()).contains("31.10.2026").contains("01.10.2026");
                });
    }

    @Test
    void aTransitionOfWhichEveryStepIsTakenBackEndsWithReasons() {
        CaseId caseId = p01();
        for (Hop hop : Hop.values()) {
            if (hop(caseId, hop).open()) {
                Acting.as(TEAM, () -> handing.withdraw(hop(caseId, hop).id(), "Falsch angelegt"));
                dropped(caseId, hop);
            }
        }
        List<Map<String, Object>> reasons = new ArrayList<>();
        management.steps(caseId).forEach((hop, h) -> {
            if (h.state() == HandoverState.WITHDRAWN) {
                reasons.add(Map.of("hop", hop.name(), "reason", story.say("zurückgenommen")));
            }
        });
        story.task(TEAM, "userTask_closeTransition", caseId.number()).submit("hopWaivers", reasons);
        assertThat(transitions.ofCase(caseId))
                .hasValueSatisfying(t -> assertThat(t.open()).isFalse());
    }

    // ---- mistakes -------------------------------------------------------------------------------------------

    @Test
    void aCorrectedServiceDateShowsWhatMovesBeforeItAppliesAndMovesTheOpenSteps() {
        CaseId caseId = p01();
        done(caseId, Hop.H1, "2026-09-16");
        Fact served = Acting.as(TEAM, () -> correction.correctable(caseId)).stream()
                .filter(f -> f.kind().equals("decisionServedOn"))
                .findFirst()
                .orElseThrow();
        FactCorrection.Preview preview = Acting.as(TEAM, () -> correction.preview(caseId, served.id(), "2026-09-14"));
        assertThat(preview.notes())
                .anySatisfy(n -> assertThat(n).isEqualTo("H11 Frist: bisher 29.09.2026, neu 28.09.2026"));
        assertThat(preview.notes()).noneSatisfy(n -> assertThat(n).startsWith("H1 "));
        assertThat(hop(caseId, Hop.H11).dueOn()).isEqualTo(LocalDate.of(2026, 9, 29));
        Acting.as(TEAM, () -> correction.apply(caseId, served.id(), "2026-09-14", "Umschlag falsch gelesen"));
        assertThat(hop(caseId, Hop.H11).dueOn()).isEqualTo(LocalDate.of(2026, 9, 28));
        assertThat(dueInTheTaskList(caseId, Hop.H11)).containsExactly(LocalDate.of(2026, 9, 28));
        assertThat(deadlineOnTheCard(caseId, Hop.H11)).isEqualTo("2026-09-28");
        assertThat(hop(caseId, Hop.H1).dueOn()).isEqualTo(LocalDate.of(2026, 9, 22));
    }

    @Test
    void anOfficeThatWasGivenAWrongFactIsToldWhichOneAndWhatIsRight() {
        CaseId caseId = p01();
        String h4 = hop(caseId, Hop.H4).id().toString();
        story.task(TEAM, "userTask_prepareAndSend", h4).submit("sendDecision", "SEND");
        story.fire("serviceTask_send", h4);
        assertThat(packageAtTheOffice(h4)).contains("Bescheid zugestellt am: 15.09.2026");

        corrected(caseId, "decisionServedOn", "2026-09-14");

        assertThat(packageAtTheOffice(h4))
                .contains("Bescheid zugestellt am: **14.09.2026** (berichtigt am 16.09.2026, vorher: 15.09.2026)");
        assertThat(corrections(h4)).singleElement().satisfies(letter -> assertThat(letter.body())
                .contains("Bescheid zugestellt am", "Art. 19 DSGVO")
                .as("facts stand in the package only")
                .doesNotContain("14.09.2026"));

        corrected(caseId, "decisionServedOn", "2026-08-31");
        assertThat(packageAtTheOffice(h4))
                .as("what was derived from it")
                .contains(
                        "AsylbLG voraussichtlich bis: **31.08.2026** (neu berechnet am 16.09.2026, vorher: 30.09.2026)")
                .contains(
                        "SGB II voraussichtlich ab: **01.09.2026** (neu berechnet am 16.09.2026, vorher: 01.10.2026)");

        corrected(caseId, "residenceStatus", "GESTATTUNG");
        assertThat(packageAtTheOffice(h4))
                .contains("Aufenthaltsstatus: **Aufenthaltsgestattung (Asylverfahren läuft)**")
                .contains("Bescheid zugestellt am: **trifft nicht zu** (berichtigt am 16.09.2026, vorher: 15.09.2026)");
        assertThat(corrections(h4)).hasSize(3);
    }

    private String packageAtTheOffice(String handover) {
        return story.task("sozialamt", "userTask_confirmReceipt", handover).shows("dataPackage");
    }

    private List<Letter> corrections(String handover) {
        return outbox.about(handover).stream()
                .filter(letter -> letter.subject().startsWith("Berichtigte Angaben"))
                .toList();
    }

    private List<LocalDate> dueInTheTaskList(CaseId caseId, Hop hop) {
        return engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(hop(caseId, hop).id().toString())
                .listPage(0, 10)
                .stream()
                .map(task -> org.kimlotse.shared.BusinessCalendar.dayOf(
                        task.getDueDate().toInstant()))
                .toList();
    }

    private Object deadlineOnTheCard(CaseId caseId, Hop hop) {
        return engine.getRuntimeService()
                .createVariableInstanceQuery()
                .variableName("deadline")
                .processInstanceIdIn(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(hop(caseId, hop).id().toString())
                        .singleResult()
                        .getId())
                .singleResult()
                .getValue();
    }

    private Fact fact(CaseId caseId, String kind) {
        return Acting.as(TEAM, () -> correction.correctable(caseId)).stream()
                .filter(f -> f.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private void corrected(CaseId caseId, String kind, String value) {
        Acting.as(TEAM, () -> correction.apply(caseId, fact(caseId, kind).id(), value, story.say("falsch gehört")));
        story.runDueJobs();
    }

    @Test
    void childrenForgottenAtFirstBringTheStepTheyNeedShownBeforeAndDoneAfterwards() {
        CaseId caseId = p01();
        assertThat(hop(caseId, Hop.H9).state()).isEqualTo(HandoverState.NOT_NEEDED);
        HandoverId h9 = hop(caseId, Hop.H9).id();

        FactCorrection.Preview preview = Acting.as(
                TEAM,
                () -> correction.preview(
                        caseId, fact(caseId, "childrenInHousehold").id(), "2"));
        assertThat(preview.differences()).isEmpty();
        assertThat(preview.notes())
                .containsExactly("H9 „Kindergeld beantragen“: bisher nicht nötig, neu nötig, Frist 15.10.2026");
        assertThat(hop(caseId, Hop.H9).state()).isEqualTo(HandoverState.NOT_NEEDED);

        corrected(caseId, "childrenInHousehold", "2");
        assertThat(hop(caseId, Hop.H9)).satisfies(h -> {
            assertThat(h.id()).isEqualTo(h9);
            assertThat(h.state()).isEqualTo(HandoverState.PREPARED);
            assertThat(h.attempt()).isEqualTo(2);
            assertThat(h.receiverOffice()).isEqualTo("FAMKA");
            assertThat(h.dueOn()).isEqualTo(LocalDate.of(2026, 10, 15));
            assertThat(h.begunAt()).isNotNull();
        });
        assertThat(handovers.events(h9))
                .extracting(e -> e.action())
                .containsExactly(HandoverAction.NOT_NEEDED, HandoverAction.PREPARED_AGAIN, HandoverAction.BEGUN);
        assertThat(management.openQuestions(caseId)).isEmpty();
        done(caseId, Hop.H9, "2026-09-16");
        assertThat(hop(caseId, Hop.H9).state()).isEqualTo(HandoverState.COMPLETED);
    }

    @Test
    void aStepThatCameLaterCanBeTakenBackLikeAnyOther() {
        CaseId caseId = p01();
        corrected(caseId, "childrenInHousehold", "1");
        Acting.as(TEAM, () -> handing.withdraw(hop(caseId, Hop.H9).id(), "doch bei der anderen Familie"));
        dropped(caseId, Hop.H9);
        assertThat(hop(caseId, Hop.H9).state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(story.tasksOf(TEAM, hop(caseId, Hop.H9).id().toString())).isEmpty();
    }

    @Test
    void aWholeChainThatIsNeededAfterAllRunsInItsOrder() {
        CaseId caseId =
                agreed(CaseStory.workedBy(TEAM, story, opening).inCaseManagement("Siegburg"), "needsSupport", false);
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.NOT_NEEDED);
        corrected(caseId, "needsSupport", "true");
        assertThat(hop(caseId, Hop.H1).begunAt()).isNotNull();
        assertThat(hop(caseId, Hop.H2).state()).isEqualTo(HandoverState.PREPARED);
        assertThat(hop(caseId, Hop.H2).begunAt())
                .as("H2 completes what H1 secures")
                .isNull();
        done(caseId, Hop.H1, "2026-09-16");
        done(caseId, Hop.H2, "2026-09-16");
        done(caseId, Hop.H3, "2026-09-16");
        done(caseId, Hop.H6, "2026-10-01");
        assertThat(transitions.ofCase(caseId).orElseThrow().newLaw()).isEqualTo(org.kimlotse.shared.Rechtskreis.SGB_II);
    }

    /** The application and the stop notice wait, the notice of the event has gone out. */
    private CaseId fallenAway() {
        CaseId caseId = p01();
        send(caseId, Hop.H0);
        corrected(caseId, "residenceStatus", "GESTATTUNG");
        return caseId;
    }

    @Test
    void aChangeThatFallsAwayHoldsWhatIsNotSentAndAsksTheCaseManager() {
        CaseId caseId = fallenAway();
        Story.OpenTask h1 = task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1);
        assertThat(h1.shows("handoverWhy")).contains("Angehalten").contains("Übergang prüfen");
        assertThat(h1.form().get("sendAllowed")).isEqualTo(false);
        for (String decision : List.of("SEND", "SELF_SERVICE")) {
            assertThatThrownBy(() -> h1.submit("sendDecision", decision))
                    .isInstanceOf(FormRejected.class)
                    .hasMessageContaining("nicht mehr fest");
        }
        assertThat(hop(caseId, Hop.H1).sentAt()).isNull();
        Story.OpenTask review = story.task(TEAM, "userTask_reviewTransition", caseId.number());
        assertThat(review.shows("transitionQuestion"))
                .contains("nicht mehr ergibt")
                .contains("Schon weitergegeben")
                .contains("H0 an Sozialamt");
        assertThatThrownBy(() -> review.submit("transitionReview", "STOP"))
                .isInstanceOf(FormRejected.class)
                .hasMessageContaining("Warum");
    }

    @Test
    void whatWasReleasedBeforeTheChangeFellAwayDoesNotGoOut() {
        CaseId caseId = p01();
        task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1).submit("sendDecision", "SEND");
        corrected(caseId, "residenceStatus", "GESTATTUNG");
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.PREPARED);
        task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1);
    }

    @Test
    void aTransitionThatIsGivenUpTakesEverythingBackAndTellsWhoHasData() {
        CaseId caseId = fallenAway();
        story.task(TEAM, "userTask_reviewTransition", caseId.number())
                .submit(
                        "transitionReview",
                        "STOP",
                        "transitionReviewNote",
                        story.say("Bescheid war von jemand anderem"));
        story.runDueJobs();
        assertThat(handovers.openOf(caseId)).isEmpty();
        assertThat(transitions.open(caseId)).isEmpty();
        assertThat(workflows.isRunning("transition-asylblg-sgb2", caseId.number()))
                .isFalse();
        assertThat(outbox.about(hop(caseId, Hop.H0).id().toString()))
                .extracting(Letter::templateKey)
                .contains("handover-withdrawn");
        assertThat(story.tasksOf(TEAM, caseId.number())).containsExactly("userTask_accompany", "userTask_reviewChange");
        assertThat(unmatched.open()).noneMatch(m -> m.businessKey().equals(caseId.number()));
    }

    @Test
    void aTransitionThatIsRightAfterAllGoesOnAndIsNotAskedAboutTheSameTwice() {
        CaseId caseId = fallenAway();
        story.task(TEAM, "userTask_reviewTransition", caseId.number())
                .submit("transitionReview", "GO_ON", "transitionReviewNote", story.say("Der Bescheid liegt vor"));
        story.runDueJobs();
        corrected(caseId, "inGermanySince", "2025-01-21");
        assertThat(story.tasksOf(TEAM, caseId.number())).doesNotContain("userTask_reviewTransition");
        send(caseId, Hop.H1);
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.SENT);
    }

    @Test
    void factsPutRightAgainAreShownInTheReviewAndTheHoldStaysUntilItIsDone() {
        CaseId caseId = fallenAway();
        corrected(caseId, "residenceStatus", "RECOGNISED");
        Story.OpenTask review = story.task(TEAM, "userTask_reviewTransition", caseId.number());
        assertThat(review.shows("transitionQuestion")).contains("wechselt die Leistung nach den Angaben doch");
        assertThat(hop(caseId, Hop.H1).heldReason()).isNotNull();
        assertThat(story.task(
                                TEAM,
                                "userTask_prepareAndSend",
                                hop(caseId, Hop.H1).id().toString())
                        .shows("handoverTitle")
                        .toString())
                .as("the first line of the form")
                .startsWith("Angehalten, jetzt nicht senden: H1");
        review.submit("transitionReview", "GO_ON", "transitionReviewNote", story.say("war doch richtig"));
        story.runDueJobs();
        send(caseId, Hop.H1);
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.SENT);
    }

    @Test
    void whatIsSaidAtTheNextAssessmentMovesThePlanAsACorrectionDoes() {
        CaseId caseId = p01();
        story.task(TEAM, "userTask_accompany", caseId.number()).submit("nextStep", "REASSESS");
        story.runDueJobs();
        CaseStory.workedBy(TEAM, story, opening)
                .goingOn(caseId.number())
                .assessed("decisionServedOn", "2026-09-15", "childrenInHousehold", 3);
        assertThat(hop(caseId, Hop.H9).state()).isEqualTo(HandoverState.PREPARED);
    }

    @Test
    void aBirthDateAboveTheAgeLimitSendsTheOpenStepsElsewhereWithTheParagraphOfTheOtherLaw() {
        CaseId caseId = p01();
        String h4 = hop(caseId, Hop.H4).id().toString();
        story.task(TEAM, "userTask_prepareAndSend", h4).submit("sendDecision", "SEND");
        story.fire("serviceTask_send", h4);
        Handover before = hop(caseId, Hop.H5);
        assertThat(before.legalBasis()).contains("SGB II");
        bornOn(caseId, LocalDate.of(1950, 6, 15));

        Handover after = hop(caseId, Hop.H5);
        assertThat(after.ruleId()).isNotEqualTo(before.ruleId());
        assertThat(after.legalBasis()).doesNotContain("SGB II,").isNotEqualTo(before.legalBasis());
        assertThat(after.receiverOffice()).startsWith("SOZXII");
        assertThat(packageAtTheOffice(h4))
                .contains("SGB II voraussichtlich ab: **SGB XII")
                .contains("neu berechnet");
    }

    @Test
    void nobodyAskedForChildrenSoTheStepIsPlannedAsAPrecaution() {
        CaseId caseId = agreed(
                CaseStory.workedBy(TEAM, story, opening).inCaseManagement("Siegburg"), "childrenInHousehold", "");
        assertThat(hop(caseId, Hop.H9).state()).isEqualTo(HandoverState.PREPARED);
    }

    @Test
    void aCaseThatMovesGoesToTheOfficesOfTheNewPlaceAndWhatWasSentIsForAPersonToDecide() {
        CaseId caseId = p01();
        bornOn(caseId, LocalDate.of(1950, 6, 15));
        a.consentTo(caseId, "SOZXII-SIE");
        send(caseId, Hop.H1);
        movesTo(caseId, Municipality.LOHMAR, "lohmar");
        assertThat(hop(caseId, Hop.H2).receiverOffice()).isEqualTo("SOZXII-LOH");
        assertThat(hop(caseId, Hop.H1).receiverOffice()).isEqualTo("SOZXII-SIE");
        assertThat(hop(caseId, Hop.H0).receiverOffice())
                .as("Siegburg pays September and ends it")
                .isEqualTo("SOZ-SIE");
        assertThat(hop(caseId, Hop.H4).receiverOffice()).isEqualTo("SOZ-SIE");
        String toLohmar = "neu Sozialamt Lohmar (SGB XII)";
        assertThat(management.openQuestions(caseId))
                .extracting(HopDifference::sentence)
                .filteredOn(sentence -> sentence.contains(" Stelle: "))
                .containsExactly("H1 Stelle: bisher Sozialamt Siegburg (SGB XII), " + toLohmar);
        assertThat(handovers.events(hop(caseId, Hop.H2).id()))
                .filteredOn(e -> e.action() == HandoverAction.RECEIVER_CHANGED)
                .last()
                .satisfies(e -> {
                    assertThat(e.note()).isEqualTo("SOZXII-SIE → SOZXII-LOH");
                    assertThat(e.by()).isEqualTo(TEAM);
                });
        assertThat(story.task("lohmar", "userTask_accompany", caseId.number()).shows("accompanyStatus"))
                .contains("heute anders vor")
                .contains(toLohmar);
        assertThat(story.tasksOf(TEAM, caseId.number())).isEmpty();
        Story.OpenTask review = story.task("lohmar", "userTask_reviewTransition", caseId.number());
        assertThat(review.shows("transitionQuestion")).contains(toLohmar);
        review.submit("transitionReview", "GO_ON", "transitionReviewNote", story.say("Siegburg gibt es selbst weiter"));
        story.runDueJobs();
        assertThat(story.tasksOf("lohmar", caseId.number())).doesNotContain("userTask_reviewTransition");
    }

    @Test
    void aCaseThatMovesAfterTheChangeLeavesTheOldBenefitToTheOfficeThatPaidIt() {
        CaseId caseId = p01();
        clock.setTo("2026-10-05");
        movesTo(caseId, Municipality.LOHMAR, "lohmar");
        assertThat(hop(caseId, Hop.H0).receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(hop(caseId, Hop.H4).receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(handovers.events(hop(caseId, Hop.H4).id()))
                .noneMatch(e -> e.action() == HandoverAction.RECEIVER_CHANGED);
    }

    @Test
    void aCourseAlreadyPlannedForSomebodyWhoseDutyIsSchoolIsForAPersonToTakeBack() {
        CaseId caseId = p01();
        assertThat(hop(caseId, Hop.H12).state()).isEqualTo(HandoverState.PREPARED);
        bornOn(caseId, LocalDate.of(2011, 2, 2));
        assertThat(management.openQuestions(caseId))
                .extracting(HopDifference::sentence)
                .anySatisfy(sentence ->
                        assertThat(sentence).startsWith("H12 Schritt").endsWith("nicht mehr nötig"))
                .noneMatch(sentence -> sentence.startsWith("H13"));
    }

    @Test
    void anOfficeChosenByHandStaysThroughTheNextAssessmentAndAnotherLawIsAskedAbout() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        onThePhone(caseId, Hop.H1, "receiptAnswer", "DECLINED", "declineReason", "NOT_COMPETENT_PLACE");
        task(TEAM, "userTask_reroute", caseId, Hop.H1)
                .submit("rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "JC-TRO");
        bornOn(caseId, LocalDate.parse("1991-06-02"));
        assertThat(hop(caseId, Hop.H1).receiverOffice()).isEqualTo("JC-TRO");
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.PREPARED);
        assertThat(management.question(caseId)).isEmpty();

        bornOn(caseId, LocalDate.of(1950, 6, 15));
        assertThat(hop(caseId, Hop.H1).receiverOffice()).isEqualTo("JC-TRO");
        assertThat(management.question(caseId).orElseThrow().lines()).anySatisfy(line -> assertThat(line)
                .startsWith("H1 Stelle: bisher Jobcenter Rhein-Sieg – Geschäftsstelle Troisdorf, neu"));
    }

    @Test
    void aStepThatWasDeclinedStaysForAPersonToDecideWhenTheCaseMoves() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        onThePhone(caseId, Hop.H1, "receiptAnswer", "DECLINED", "declineReason", "NOT_COMPETENT_PLACE");
        movesTo(caseId, Municipality.LOHMAR, "lohmar");
        assertThat(hop(caseId, Hop.H1).receiverOffice()).isEqualTo("JC-SIE");
        assertThat(hop(caseId, Hop.H1).state()).isEqualTo(HandoverState.DECLINED);
    }

    private void bornOn(CaseId caseId, LocalDate day) {
        Person seen = persons.client(caseId);
        Person right = new Person(
                seen.id(),
                seen.caseId(),
                seen.role(),
                seen.givenName(),
                seen.familyName(),
                day,
                false,
                seen.language(),
                seen.interpreterNeeded(),
                seen.phone(),
                seen.version());
        Acting.as(TEAM, () -> personCorrection.apply(right, story.say("Geburtsjahr falsch gelesen")));
        story.runDueJobs();
    }

    private void movesTo(CaseId caseId, Municipality place, String caseManager) {
        Acting.as(TEAM, () -> {
            moving.move(
                    caseId,
                    new CaseMoving.Order(
                            place, caseManager, "Umzug", cases.get(caseId).version()));
        });
    }

    private void closed(CaseId caseId) {
        Acting.as(TEAM, () -> {
            closing.close(
                    caseId, Case.ClosingReason.MOVED_AWAY, "", cases.get(caseId).version());
        });
        story.runDueJobs();
    }

    @Test
    void aClosedCaseLeavesNothingOfItsTransitionBehind() {
        CaseId caseId = p01();
        send(caseId, Hop.H1);
        List<String> keys = new ArrayList<>(List.of(caseId.number()));
        handovers.ofCase(caseId).forEach(h -> keys.add(h.id().toString()));
        closed(caseId);
        assertThat(transitions.open(caseId)).isEmpty();
        assertThat(handovers.openOf(caseId)).isEmpty();
        assertThat(keys).allSatisfy(key -> assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .count())
                .isZero());
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processVariableValueEquals("caseNumber", caseId.number())
                        .count())
                .isZero();
        assertThat(engine.getManagementService().createJobQuery().list())
                .noneMatch(job -> keys.contains(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(job.getProcessInstanceId())
                        .singleResult()
                        .getBusinessKey()));
        assertThat(unmatched.open()).noneMatch(message -> keys.contains(message.businessKey()));
        assertThat(outbox.ofCase(caseId)).extracting(Letter::templateKey).contains("handover-withdrawn");
    }

    @Test
    void aCaseOpenedAgainIsPlannedAnewAndWhatWasDoneStaysDone() {
        CaseId caseId = p01();
        done(caseId, Hop.H0, "2026-09-16");
        send(caseId, Hop.H1);
        HandoverId firstH1 = hop(caseId, Hop.H1).id();
        closed(caseId);
        clock.setTo("2026-09-18");
        Acting.as(TEAM, () -> {
            closing.reopen(caseId, "kommt doch wieder", cases.get(caseId).version());
        });
        story.runDueJobs();
        assertThat(transitions.open(caseId))
                .as("not before the goals are agreed again")
                .isEmpty();

        CaseStory.workedBy(TEAM, story, opening)
                .goingOn(caseId.number())
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.of(2026, 9, 18));

        assertThat(transitions.open(caseId)).isPresent();
        assertThat(hop(caseId, Hop.H0).state()).isEqualTo(HandoverState.NOT_NEEDED);
        assertThat(hop(caseId, Hop.H0).reason()).contains("Schon erledigt am 16.09.2026");
        Handover h1 = hop(caseId, Hop.H1);
        assertThat(h1.id()).isNotEqualTo(firstH1);
        assertThat(h1.state()).isEqualTo(HandoverState.PREPARED);
        assertThat(h1.dueOn()).isEqualTo(LocalDate.of(2026, 9, 22));
        assertThat(handovers.get(firstH1).state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(management.openQuestions(caseId)).isEmpty();
        task(TEAM, "userTask_prepareAndSend", caseId, Hop.H1);
    }

    @Test
    void aColleagueOfAnotherTeamCannotTakeAHandoverBack() {
        CaseId caseId = p01();
        assertThatThrownBy(() -> Acting.as(
                        "lohmar", () -> handing.withdraw(hop(caseId, Hop.H1).id(), "x")))
                .isInstanceOf(org.kimlotse.shared.Refused.class);
    }
}
