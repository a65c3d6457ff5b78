package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseMoving;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casework.Crises;
import org.kimlotse.consent.Consent;
import org.kimlotse.consent.ConsentManagement;
import org.kimlotse.consent.Consents;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Three referrals are open, and something goes wrong: what was sent, what waits, what people read. */
@LotseTest
class ReferralFaultsScenarioTest {

    private static final String MANAGER = "fallmanagement";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

    @Autowired
    Assessment assessment;

    @Autowired
    Cases cases;

    @Autowired
    Crises crises;

    @Autowired
    Consents consents;

    @Autowired
    ConsentManagement consentManagement;

    @Autowired
    Handovers handovers;

    @Autowired
    HandoverManagement handing;

    @Autowired
    CaseMoving moving;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    Outbox outbox;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    ReferralSteps steps;

    Story story;
    CaseStory person;

    @BeforeEach
    void threeReferralsWithAHandoverEach() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        person = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("LANGUAGE_COURSE", "HEALTH", "JOBCENTER")
                .goalsSigned(LocalDate.parse("2026-09-02"));
        submit(
                ReferralKind.LANGUAGE_COURSE,
                "userTask_clarifyCourseNeeds",
                Map.of(
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
                        false));
        submit(ReferralKind.LANGUAGE_COURSE, "userTask_chooseDoor", Map.of("courseDoor", "SOZIALAMT"));
        submit(
                ReferralKind.HEALTH,
                "userTask_recordNeeds",
                Map.of(
                        "confidentialObservations",
                        List.of("SLEEP", "CONCENTRATION"),
                        "confidentialImpaired",
                        true,
                        "confidentialOwnWords",
                        story.say("schläft kaum"),
                        "confidentialTherapy",
                        false));
        submit(
                ReferralKind.HEALTH,
                "userTask_chooseAddressee",
                Map.of("confidentialDecision", "REFER", "confidentialAddressee", "PSZ"));
        submit(
                ReferralKind.JOBCENTER,
                "userTask_clarifyWork",
                Map.of(
                        "workPermit",
                        "ALLOWED",
                        "workEducation",
                        "NONE",
                        "workExperience",
                        false,
                        "workGoal",
                        story.say("Bäckerin"),
                        "workOffer",
                        false));
    }

    private CaseId id() {
        return new CaseId(person.number());
    }

    private void submit(ReferralKind kind, String task, Map<String, Object> fields) {
        submit(referrals.open(id(), kind).orElseThrow().id().toString(), task, fields);
    }

    private void submit(String key, String task, Map<String, Object> fields) {
        Object[] flat = fields.entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray();
        story.task(MANAGER, task, key).submit(flat);
        story.runDueJobs();
    }

    private Handover step(ReferralKind kind, String step) {
        return steps.last(referrals.open(id(), kind).orElseThrow().id(), step).orElseThrow();
    }

    private List<Handover> firstSteps() {
        return List.of(
                step(ReferralKind.LANGUAGE_COURSE, "S1"),
                step(ReferralKind.HEALTH, "G1"),
                step(ReferralKind.JOBCENTER, "J1"));
    }

    private static Object[] sending(Handover handover) {
        return new Object[] {
            "sendDecision",
            "SEND",
            "consents",
            handover.dataCategories().stream()
                    .map(category -> Map.<String, Object>of(
                            "recipient",
                            handover.requireReceiver(),
                            "purpose",
                            handover.purpose(),
                            "dataCategories",
                            List.of(category),
                            "validUntil",
                            "2028-12-31",
                            "form",
                            "WRITTEN"))
                    .toList()
        };
    }

    private void withdrawn(Handover handover) {
        story.as(MANAGER, () -> consents.of(id()).stream()
                .filter(c -> c.recipient().equals(handover.requireReceiver())
                        && c.purpose().name().equals(handover.purpose())
                        && c.state() == Consent.State.GIVEN)
                .forEach(c -> consentManagement.withdraw(id(), c.id(), Consent.DecidedBy.PERSON, "")));
    }

    @Test
    void aConsentWithdrawnBetweenPreparingAndSendingKeepsEachPackageAtHome() {
        for (Handover handover : List.of(step(ReferralKind.LANGUAGE_COURSE, "S1"), step(ReferralKind.HEALTH, "G1"))) {
            String key = handover.id().toString();
            story.task(MANAGER, "userTask_prepareAndSend", key).submit(sending(handover));
            withdrawn(handover);
            story.runDueJobs();
            assertThat(handovers.get(handover.id()).sentAt()).as(handover.hop()).isNull();
            assertThat(outbox.about(key)).as(handover.hop()).isEmpty();
            Story.OpenTask again = story.task(MANAGER, "userTask_prepareAndSend", key);
            assertThat(again.form().get("sendAllowed")).as(handover.hop()).isEqualTo(false);
        }
    }

    @Test
    void aConsentWithdrawnWhileTheOfficeIsWaitedForStopsThatReferralsStepOnly() {
        Handover course = step(ReferralKind.LANGUAGE_COURSE, "S1");
        Handover confidential = step(ReferralKind.HEALTH, "G1");
        for (Handover handover : List.of(course, confidential)) {
            story.task(MANAGER, "userTask_prepareAndSend", handover.id().toString())
                    .submit(sending(handover));
            story.runDueJobs();
            assertThat(handovers.get(handover.id()).state()).isEqualTo(HandoverState.SENT);
        }
        withdrawn(confidential);
        story.runDueJobs();
        assertThat(handovers.get(confidential.id()).state()).isEqualTo(HandoverState.WITHDRAWN);
        assertThat(handovers.get(course.id()).state()).isEqualTo(HandoverState.SENT);
        assertThat(story.task(
                                MANAGER,
                                "userTask_decideWithdrawn",
                                confidential.id().toString())
                        .shows("withdrawnText"))
                .contains("Einwilligung widerrufen");
        assertThat(story.tasksOf("vertretung", confidential.id().toString())).isEmpty();
    }

    @Test
    void aStepThatWasNotSentGoesToTheOfficeOfTheNewPlace() {
        movesToLohmar();
        assertThat(step(ReferralKind.LANGUAGE_COURSE, "S1").receiverOffice()).isEqualTo("SOZ-LOH");
        assertThat(step(ReferralKind.HEALTH, "G1").receiverOffice()).isEqualTo("PSZ-SIE");
        assertThat(story.task(
                                "lohmar",
                                "userTask_prepareAndSend",
                                step(ReferralKind.LANGUAGE_COURSE, "S1").id().toString())
                        .shows("consentText"))
                .contains("Sozialamt Lohmar");
        assertThat(story.task("lohmar", "userTask_reviewChange", person.number())
                        .shows("changeOptions"))
                .contains("von Siegburg nach Lohmar")
                .doesNotContain("zuständig ist jetzt");
    }

    @Test
    void aStepThatLiesWithTheOldOfficeIsForThoseWhoTakeTheCaseOnceAndTakenBackItGoesToTheNewOne() {
        Handover asked = step(ReferralKind.LANGUAGE_COURSE, "S1");
        story.task(MANAGER, "userTask_prepareAndSend", asked.id().toString()).submit(sending(asked));
        story.runDueJobs();
        movesToLohmar();
        assertThat(handovers.get(asked.id()).receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(story.task("lohmar", "userTask_reviewChange", person.number())
                        .shows("changeOptions"))
                .containsOnlyOnce(
                        "liegt bei Sozialamt Siegburg (AsylbLG); zuständig ist jetzt Sozialamt Lohmar (AsylbLG)");

        story.as("lohmar", () -> handing.withdraw(asked.id(), story.say("Lohmar macht weiter")));
        story.runDueJobs();
        story.task("lohmar", "userTask_decideWithdrawn", asked.id().toString())
                .submit("withdrawnDecision", "PREPARE_ANEW");
        assertThat(handovers.get(asked.id()).state()).isEqualTo(HandoverState.PREPARED);
        assertThat(handovers.get(asked.id()).receiverOffice()).isEqualTo("SOZ-LOH");
    }

    @Test
    void anOfficeThatIsAskedAgainWasNotChosenAndGivesWayToTheOneOfTheNewPlace() {
        declined(step(ReferralKind.LANGUAGE_COURSE, "S1"));
        rerouted("rerouteDecision", "SAME_OFFICE", "rerouteNote", story.say("war ein Versehen"));
        assertThat(step(ReferralKind.LANGUAGE_COURSE, "S1").receiverOffice()).isEqualTo("SOZ-SIE");
        movesToLohmar();
        assertThat(step(ReferralKind.LANGUAGE_COURSE, "S1").receiverOffice()).isEqualTo("SOZ-LOH");
    }

    @Test
    void anOfficeChosenByHandStaysTheTeamIsToldAndPreparedAnewItGoesToTheNewPlace() {
        Handover asked = step(ReferralKind.LANGUAGE_COURSE, "S1");
        declined(asked);
        rerouted("rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "SOZ-HEN");
        movesToLohmar();
        assertThat(handovers.get(asked.id()).receiverOffice()).isEqualTo("SOZ-HEN");
        assertThat(whatHasChanged())
                .containsOnlyOnce(
                        "ist für Sozialamt Hennef (Sieg) (AsylbLG) vorbereitet, die Stelle ist von Hand gewählt;"
                                + " zuständig ist jetzt Sozialamt Lohmar (AsylbLG).");
        story.as("lohmar", () -> steps.followCompetence(id()));
        assertThat(handovers.get(asked.id()).receiverOffice())
                .as("the next assessment takes it from nobody")
                .isEqualTo("SOZ-HEN");
        preparedAnew(asked);
        assertThat(handovers.get(asked.id()).receiverOffice()).isEqualTo("SOZ-LOH");
    }

    @Test
    void anOfficeChosenByHandStaysWhenItIsPreparedAnewAndNobodyMoved() {
        Handover asked = step(ReferralKind.LANGUAGE_COURSE, "S1");
        declined(asked);
        rerouted("rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "SOZ-HEN");
        story.as(MANAGER, () -> handing.withdraw(asked.id(), story.say("Name falsch")));
        story.runDueJobs();
        story.task(MANAGER, "userTask_decideWithdrawn", asked.id().toString())
                .submit("withdrawnDecision", "PREPARE_ANEW");
        assertThat(handovers.get(asked.id()).receiverOffice()).isEqualTo("SOZ-HEN");
    }

    @Test
    void aStepThatWasDeclinedAtTheOldPlaceIsToldToThoseWhoTakeTheCaseUntilItMovesBack() {
        declined(step(ReferralKind.LANGUAGE_COURSE, "S1"));
        movesToLohmar();
        String told = "hat Sozialamt Siegburg (AsylbLG) abgelehnt; zuständig ist jetzt Sozialamt Lohmar (AsylbLG)."
                + " Bitte wählen Sie in der Aufgabe die neue Stelle";
        assertThat(whatHasChanged()).containsOnlyOnce(told);
        moves("lohmar", Municipality.SIEGBURG, MANAGER);
        assertThat(story.tasksOf(MANAGER, person.number())).doesNotContain("userTask_reviewChange");
        movesToLohmar();
        assertThat(whatHasChanged()).containsOnlyOnce(told);
    }

    @Test
    void aStepLeftToThePersonNamesTheOldOfficeSoTheTeamIsToldAndPreparedAnewItNamesTheNewOne() {
        Handover own = step(ReferralKind.LANGUAGE_COURSE, "S1");
        story.task(MANAGER, "userTask_prepareAndSend", own.id().toString()).submit("sendDecision", "SELF_SERVICE");
        story.runDueJobs();
        assertThat(handovers.get(own.id()).state()).isEqualTo(HandoverState.SELF_SERVICE);
        movesToLohmar();
        assertThat(handovers.get(own.id()).receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(whatHasChanged())
                .containsOnlyOnce(
                        "erledigt die Person selbst, der Brief dazu nennt Sozialamt Siegburg (AsylbLG); zuständig ist jetzt"
                                + " Sozialamt Lohmar (AsylbLG). Bitte sagen Sie es der Person.");
        preparedAnew(own);
        assertThat(handovers.get(own.id()).receiverOffice()).isEqualTo("SOZ-LOH");
    }

    @Test
    void whoHasToLiveAtTheOldPlaceStaysWithItsOfficesAndThatIsSaid() {
        Map<StatusFact, String> known = new EnumMap<>(assessment.known(id()));
        known.put(StatusFact.ASSIGNMENT_MUNICIPALITY, Municipality.SIEGBURG.name());
        story.as(MANAGER, () -> assessment.record(id(), known));
        movesToLohmar();
        assertThat(step(ReferralKind.LANGUAGE_COURSE, "S1").receiverOffice()).isEqualTo("SOZ-SIE");
        assertThat(whatHasChanged())
                .containsOnlyOnce("Vermerkt ist, dass die Person in Siegburg wohnen muss: Solange das gilt, bleiben die"
                        + " Stellen dort zuständig.");
        moves("lohmar", Municipality.SIEGBURG, MANAGER);
        assertThat(story.tasksOf(MANAGER, person.number())).doesNotContain("userTask_reviewChange");
    }

    @Test
    void whoNeedNotLiveThereAnyLongerIsAskedAboutWhatWasDeclinedThere() {
        declined(step(ReferralKind.LANGUAGE_COURSE, "S1"));
        Map<StatusFact, String> known = new EnumMap<>(assessment.known(id()));
        known.put(StatusFact.ASSIGNMENT_MUNICIPALITY, Municipality.SIEGBURG.name());
        story.as(MANAGER, () -> assessment.record(id(), known));
        movesToLohmar();
        assertThat(whatHasChanged()).doesNotContain("zuständig ist jetzt");
        known.put(StatusFact.ASSIGNMENT_MUNICIPALITY, Municipality.LOHMAR.name());
        story.as("lohmar", () -> {
            assessment.record(id(), known);
            steps.followCompetence(id());
        });
        assertThat(whatHasChanged())
                .containsOnlyOnce(
                        "hat Sozialamt Siegburg (AsylbLG) abgelehnt; zuständig ist jetzt Sozialamt Lohmar (AsylbLG).");
    }

    private void declined(Handover asked) {
        story.task(MANAGER, "userTask_prepareAndSend", asked.id().toString()).submit(sending(asked));
        story.runDueJobs();
        story.task("sozialamt", "userTask_confirmReceipt", asked.id().toString())
                .submit("receiptAnswer", "DECLINED", "declineReason", "NOT_COMPETENT_PLACE");
        story.runDueJobs();
        assertThat(handovers.get(asked.id()).state()).isEqualTo(HandoverState.DECLINED);
    }

    private void rerouted(Object... decision) {
        story.task(
                        MANAGER,
                        "userTask_reroute",
                        step(ReferralKind.LANGUAGE_COURSE, "S1").id().toString())
                .submit(decision);
        story.runDueJobs();
    }

    private void preparedAnew(Handover handover) {
        story.as("lohmar", () -> handing.withdraw(handover.id(), story.say("Lohmar macht weiter")));
        story.runDueJobs();
        story.task("lohmar", "userTask_decideWithdrawn", handover.id().toString())
                .submit("withdrawnDecision", "PREPARE_ANEW");
        story.runDueJobs();
    }

    private String whatHasChanged() {
        return story.task("lohmar", "userTask_reviewChange", person.number()).shows("changeOptions");
    }

    private void movesToLohmar() {
        moves(MANAGER, Municipality.LOHMAR, "lohmar");
    }

    private void moves(String by, Municipality to, String taking) {
        story.as(
                by,
                () -> moving.move(
                        id(),
                        new CaseMoving.Order(
                                to, taking, "Umzug", cases.get(id()).version())));
        story.runDueJobs();
    }

    @Test
    void aCrisisStopsTheClocksOfAllThreeAndNothingGoesOutUntilItIsOver() {
        List<Handover> waiting = firstSteps();
        assertThat(waiting).allMatch(h -> h.due().orElseThrow().isBefore(LocalDate.parse("2026-10-20")));
        String key = story.as(MANAGER, () -> crises.report(id())).id().toString();
        clock.setTo("2026-10-20");
        sweep.run();
        story.runDueJobs();
        assertThat(waiting).allSatisfy(h -> {
            assertThat(handovers.get(h.id()).missed()).isFalse();
            assertThat(outbox.about(h.id().toString())).isEmpty();
        });
        submit(
                key,
                "userTask_actNow",
                Map.of(
                        "crisisActions",
                        List.of("CALLED_112", "STAYED"),
                        "crisisInformed",
                        story.say("Rettungsdienst")));
        submit(
                key,
                "userTask_followUp",
                Map.of("crisisOver", true, "crisisFollowNote", story.say("war bei der Person")));
        assertThat(story.task(MANAGER, "userTask_assess", person.number()).shows("changesText"))
                .contains("Krise (20.10.2026): Die Krise ist vorüber");
        clock.advance(Duration.ofHours(2));
        sweep.run();
        assertThat(waiting).allSatisfy(h -> {
            assertThat(handovers.get(h.id()).missed())
                    .as("not missed because of the pause")
                    .isFalse();
            assertThat(handovers.get(h.id()).due().orElseThrow()).isAfter(LocalDate.parse("2026-10-20"));
        });
        clock.advance(Duration.ofDays(60));
        sweep.run();
        assertThat(waiting)
                .as("the clocks do run again")
                .allSatisfy(h -> assertThat(handovers.get(h.id()).missed()).isTrue());
        assertThat(referrals.openOf(id())).hasSize(3);
    }

    @Test
    void aBottleneckIsReportedOnAnyStepOfTheCaseButAConfidentialOne() {
        Story.OpenTask accompany = story.task(MANAGER, "userTask_accompany", person.number());
        assertThat(accompany.form().get("bottleneckReportHopOptions").toString())
                .contains("S1 Verpflichtung zum Integrationskurs", "J1 Erstes Gespräch")
                .doesNotContain("G1", "ertraulich", "H1");
        assertThatThrownBy(() -> accompany.submit(
                        "nextStep",
                        "CONTINUE",
                        "bottleneckReported",
                        true,
                        "bottleneckReportHop",
                        "G1",
                        "bottleneckReportText",
                        "Dort ist nie ein Termin frei."))
                .hasMessageContaining("Für diesen Schritt gibt es in diesem Fall keine Übergabe");
        accompany.submit(
                "nextStep",
                "CONTINUE",
                "bottleneckReported",
                true,
                "bottleneckReportHop",
                "S1",
                "bottleneckReportText",
                "Die Verpflichtung kommt erst nach Monaten.");
        assertThat(HttpUser.signedIn(port, "koordination").page("/engpaesse").body())
                .contains("Verpflichtung zum Integrationskurs");
    }

    @Test
    void aCaseWithOpenHandoversIsNotClosedFromTheCaseFileAndThePageSaysWhatIsOpen() {
        HttpUser manager = HttpUser.signedIn(port, MANAGER);
        String page = "/faelle/" + person.number();
        assertThat(manager.page(page).body())
                .contains("Vorher zu klären", "Vermittlung „Sprachkurs“ läuft noch")
                .doesNotContain(page + "/abschliessen");
        assertThat(manager.form(
                                page + "/abschliessen",
                                Map.of(
                                        "_csrf",
                                        manager.formToken(page),
                                        "reason",
                                        "MOVED_AWAY",
                                        "version",
                                        String.valueOf(cases.get(id()).version())))
                        .status())
                .isEqualTo(302);
        assertThat(manager.page(page).body())
                .contains("Der Fall kann noch nicht abgeschlossen werden. Offen ist:")
                .contains("nehmen Sie sie zurück");
        assertThat(cases.get(id()).state()).isEqualTo(Case.State.OPEN);
        assertThat(handovers.openOf(id())).hasSize(3);
    }
}
