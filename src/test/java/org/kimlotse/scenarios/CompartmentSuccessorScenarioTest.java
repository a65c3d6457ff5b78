package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.CaseMoving;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.CompartmentConfirmation;
import org.kimlotse.casefile.CompartmentLock;
import org.kimlotse.casefile.CompartmentLock.Verdict;
import org.kimlotse.casefile.CompartmentLocks;
import org.kimlotse.casework.Crises;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.Answer;
import org.kimlotse.handover.Confidentiality;
import org.kimlotse.handover.DeclineReason;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverSweep;
import org.kimlotse.referral.Health;
import org.kimlotse.referral.HealthAccess;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.referral.ReferralSteps;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nobody gives themselves the key of the health compartment by taking the case. */
@LotseTest
class CompartmentSuccessorScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final String DEPUTY = "vertretung";
    private static final String AWAITED = "entscheidet die Koordination";
    private static final String SETTLE = "userTask_settleSuccessor";
    private static final String CONFIRM = "userTask_confirmSuccessor";

    @LocalServerPort
    int port;

    @Autowired
    CompartmentConfirmation confirmations;

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
    CompartmentLocks locks;

    @Autowired
    ReferralRecords referrals;

    @Autowired
    Health health;

    @Autowired
    HealthAccesses accesses;

    @Autowired
    ReferralSteps steps;

    @Autowired
    HandoverManagement management;

    @Autowired
    HandoverSweep sweep;

    @Autowired
    Confidentiality confidentiality;

    @Autowired
    Outbox outbox;

    @Autowired
    Crises crises;

    Story story;
    CaseId id;
    String words;

    @BeforeEach
    void aConfidentialReferral() {
        clock.setTo("2026-09-02");
        story = new Story(engine, clock);
        words = story.say("träumt jede Nacht davon");
        id = new CaseId(CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .goalsSigned(LocalDate.parse("2026-09-02"))
                .number());
        story.task(MANAGER, "userTask_recordNeeds", referral().id().toString())
                .submit(
                        "confidentialObservations",
                        List.of("SLEEP"),
                        "confidentialImpaired",
                        true,
                        "confidentialOwnWords",
                        words,
                        "confidentialWishes",
                        story.say("reden"),
                        "confidentialTherapy",
                        false);
    }

    private Referral referral() {
        return referrals.of(id).stream()
                .filter(r -> r.kind() == ReferralKind.HEALTH)
                .findFirst()
                .orElseThrow();
    }

    private void give(String by, Municipality municipality, String successor, String reason) {
        story.as(
                by,
                () -> moving.move(
                        id,
                        new CaseMoving.Order(
                                municipality, successor, reason, cases.get(id).version())));
    }

    private boolean readsAs(String user) {
        boolean open = story.as(user, () -> health.open(id));
        String page = HttpUser.signedIn(port, user)
                .page("/faelle/" + id.number() + "/vertraulich")
                .body();
        assertThat(page.contains(words)).isEqualTo(open);
        return open;
    }

    private String file(String user) {
        return HttpUser.signedIn(port, user).page("/faelle/" + id.number()).body();
    }

    private CompartmentLock lock() {
        return locks.shutting(id).orElseGet(() -> locks.of(id).get(0));
    }

    private Story.OpenTask confirmation(String user) {
        return story.task(user, CONFIRM, lock().id().toString());
    }

    @Test
    void whoRunsACasePassesTheCompartmentOnWithIt() {
        give(MANAGER, Municipality.SIEGBURG, DEPUTY, story.say("Urlaub bis Oktober"));
        assertThat(readsAs(DEPUTY)).isTrue();
        assertThat(readsAs(MANAGER)).isFalse();
        assertThat(locks.of(id)).isEmpty();
    }

    @Test
    void aDeputyWhoTakesTheCaseReadsNothingUntilCoordinationHasSeenWhy() {
        String why = story.say("Die Kollegin ist länger krank");
        give(DEPUTY, Municipality.SIEGBURG, DEPUTY, why);
        assertThat(readsAs(DEPUTY)).isFalse();
        assertThat(readsAs(MANAGER)).isFalse();
        assertThatThrownBy(() -> story.as(DEPUTY, () -> health.notes(referral())))
                .hasMessageContaining("bis die Koordination entschieden hat");

        Story.OpenTask task = confirmation("koordination");
        assertThat(file(DEPUTY)).contains(AWAITED);
        assertThat(task.shows("successorText"))
                .contains(id.number(), why, "Volker Tamm")
                .doesNotContain(words);
        assertThatThrownBy(() -> task.submit("successorVerdict", "REFUSED"))
                .hasMessageContaining("warum der Bereich zu bleibt");
        assertThatThrownBy(task::submit).hasMessageContaining("Soll der vertrauliche Bereich aufgehen?");
        assertThat(readsAs(DEPUTY)).isFalse();
        task.submit("successorVerdict", "CONFIRMED");
        assertThat(readsAs(DEPUTY)).isTrue();
        assertThat(lock().verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(file(DEPUTY)).doesNotContain(AWAITED);
    }

    @Test
    void theCaseGivenBackOpensForItsOldManagerAndNobodyIsAskedAnyMore() {
        give(DEPUTY, Municipality.SIEGBURG, DEPUTY, story.say("ich übernehme"));
        give(DEPUTY, Municipality.SIEGBURG, MANAGER, story.say("doch nicht"));
        assertThat(lock().verdict()).isEqualTo(Verdict.RETURNED);
        assertThat(readsAs(MANAGER)).isTrue();
        assertThat(readsAs(DEPUTY)).isFalse();
        assertThat(story.tasksOf("koordination", lock().id().toString())).isEmpty();
    }

    @Test
    void aDetourByAColleagueOpensNothingAndARefusalHoldsUntilSomebodyElseRunsTheCase() {
        give(DEPUTY, Municipality.LOHMAR, "lohmar", story.say("zieht um"));
        assertThat(readsAs("lohmar")).isFalse();
        String no = story.say("nicht abgesprochen");
        confirmation("koordination").submit("successorVerdict", "REFUSED", "successorNote", no);
        assertThat(readsAs("lohmar")).isFalse();

        CompartmentLock refused = lock();
        assertThat(story.tasksOf("koordination", refused.id().toString())).containsExactly(SETTLE);

        give("lohmar", Municipality.SIEGBURG, DEPUTY, story.say("zurück nach Siegburg"));
        assertThat(story.tasksOf("koordination", refused.id().toString())).isEmpty();
        assertThat(readsAs(DEPUTY)).isFalse();
        assertThat(locks.of(id))
                .extracting(CompartmentLock::verdict)
                .containsExactlyInAnyOrder(null, Verdict.SUPERSEDED);
        assertThat(confirmation("koordination2").shows("successorText"))
                .contains("Die Koordination hat das schon einmal abgelehnt:** " + no);
        confirmation("koordination2").submit("successorVerdict", "CONFIRMED");
        assertThat(readsAs(DEPUTY)).isTrue();
    }

    @Test
    void aWordAboutOneSuccessorDoesNotOpenTheCompartmentForTheNext() {
        String first = story.say("Umzug nach Lohmar, abgesprochen");
        give(DEPUTY, Municipality.LOHMAR, "lohmar", first);
        Story.OpenTask opened = confirmation("koordination");
        String second = story.say("x y z");
        give("lohmar", Municipality.SIEGBURG, DEPUTY, second);
        assertThatThrownBy(() -> opened.submit("successorVerdict", "CONFIRMED")).isInstanceOf(RuntimeException.class);
        assertThat(readsAs(DEPUTY)).isFalse();
        assertThat(locks.shutting(id)).isPresent();
        assertThat(confirmation("koordination").shows("successorText"))
                .containsSubsequence(
                        "Bisher führte ihn **Frauke Siebert**, jetzt **Volker Tamm**",
                        "**Volker Tamm** gab den Fall an **Lotte Marx**. Begründung: " + first,
                        "**Lotte Marx** gab den Fall an **Volker Tamm**. Begründung: " + second,
                        "liegt seit dem 02.09.2026");
        assertThat(file(DEPUTY)).contains("haben Sie selbst");
        for (CompartmentLock each : locks.of(id)) {
            assertThatThrownBy(() -> story.as(DEPUTY, () -> confirmations.decide(each.id(), true, "")))
                    .hasMessageContaining("Wer einen Fall selbst übernommen oder weitergegeben hat");
        }
    }

    @Test
    void whoTookTheCaseDoesNotJudgeTheirOwnEmergencyAccess() {
        give(DEPUTY, Municipality.SIEGBURG, DEPUTY, story.say("ich übernehme"));
        String access = story.as(
                        DEPUTY, () -> accesses.open(id, story.say("Die Klinik fragt, und die Kollegin ist krank")))
                .id()
                .toString();
        assertThat(story.tasksOf(DEPUTY, access)).isEmpty();
        assertThatThrownBy(() -> story.as(
                        DEPUTY,
                        () -> accesses.reviewedByManager(UUID.fromString(access), HealthAccess.Verdict.JUSTIFIED, "")))
                .hasMessageContaining("Wer selbst hineingesehen hat, prüft es nicht");
        story.task(MANAGER, "userTask_reviewAsManager", access).submit("accessVerdict", "JUSTIFIED");
        assertThat(story.tasksOf(MANAGER, access)).isEmpty();
    }

    // ---- what is worked on inside -------------------------------------------------------------------------------

    private List<String> inside(String user) {
        return Stream.concat(
                        story.tasksOf(user, referral().id().toString()).stream(),
                        steps.last(referral().id(), "G1").stream()
                                .flatMap(h -> story.tasksOf(user, h.id().toString()).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Every open task of the referral and its first contact, by engine: who has it, and to whom it is offered. */
    private List<String> held() {
        return Stream.concat(
                        Stream.of(referral().id().toString()),
                        steps.last(referral().id(), "G1").stream().map(h -> h.id().toString()))
                .flatMap(key ->
                        engine.getTaskService().createTaskQuery().processInstanceBusinessKey(key).list().stream())
                .map(task -> "%s %s %s"
                        .formatted(
                                task.getTaskDefinitionKey(),
                                task.getAssignee(),
                                engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                                        .filter(link -> link.getGroupId() != null)
                                        .map(link -> link.getGroupId())
                                        .sorted()
                                        .toList()))
                .sorted()
                .toList();
    }

    private void addresseeAsked() {
        story.task(MANAGER, "userTask_chooseAddressee", referral().id().toString())
                .submit("confidentialDecision", "REFER", "confidentialAddressee", "PSZ");
        story.runDueJobs();
    }

    private void sent() {
        Handover contact = steps.last(referral().id(), "G1").orElseThrow();
        story.task(MANAGER, "userTask_prepareAndSend", contact.id().toString())
                .submit(
                        "sendDecision",
                        "SEND",
                        "consents",
                        contact.dataCategories().stream()
                                .sorted()
                                .map(data -> Map.of(
                                        "recipient",
                                        contact.requireReceiver(),
                                        "purpose",
                                        contact.purpose(),
                                        "dataCategories",
                                        List.of(data),
                                        "validUntil",
                                        "2028-12-31",
                                        "form",
                                        "WRITTEN"))
                                .toList());
        story.runDueJobs();
    }

    @Test
    void whatIsOpenInsideWaitsForNobodyButCoordinationAndGoesToTheSuccessorOnceConfirmed() {
        story.runDueJobs();
        assertThat(inside(MANAGER)).containsExactly("userTask_chooseAddressee");
        give(DEPUTY, Municipality.SIEGBURG, DEPUTY, story.say("krank"));
        for (String user : List.of(MANAGER, DEPUTY, "lohmar", "koordination")) {
            assertThat(inside(user)).as(user).isEmpty();
        }
        assertThat(held()).containsExactly("userTask_chooseAddressee null []");
        assertThat(file(DEPUTY)).doesNotContain("Vertrauliche Vermittlung");
        assertThat(confirmation("koordination").shows("successorText"))
                .contains("falls es in diesem Fall welche gibt, liegt seit dem 02.09.2026", "bei niemandem")
                .doesNotContain("Vertrauliche Vermittlung");
        confirmation("koordination").submit("successorVerdict", "CONFIRMED");
        assertThat(inside(DEPUTY)).containsExactly("userTask_chooseAddressee");
        assertThat(inside(MANAGER)).isEmpty();
        story.task(DEPUTY, "userTask_chooseAddressee", referral().id().toString())
                .submit("confidentialDecision", "REFER", "confidentialAddressee", "PSZ");
        story.runDueJobs();
        assertThat(inside(DEPUTY)).containsExactly("userTask_prepareAndSend");
    }

    @Test
    void whatComesUpInsideWhileItIsShutReachesNobodyEither() {
        story.runDueJobs();
        addresseeAsked();
        sent();
        Handover contact = steps.last(referral().id(), "G1").orElseThrow();
        story.task(
                        MANAGER,
                        "userTask_postLetter",
                        outbox.about(contact.id().toString()).get(0).id().toString())
                .submit("letterDecision", "POSTED", "letterPostedOn", LocalDate.parse("2026-09-02"));
        give(DEPUTY, Municipality.LOHMAR, "lohmar", story.say("zieht um"));
        for (String day : List.of("2026-09-18", "2026-09-22")) {
            clock.setTo(day);
            sweep.run();
            story.runDueJobs();
        }
        assertThat(held())
                .anyMatch(task -> task.matches("userTask_(remind|askByPhone|askLead) null \\[confidential\\]"));
        story.as("lohmar", () -> assertThat(confidentiality.open(contact)).isFalse());
        String card = "/api/cards?handover=" + contact.id();
        for (String user : List.of(MANAGER, DEPUTY, "lohmar")) {
            assertThat(inside(user)).as(user).isEmpty();
            assertThat(HttpUser.signedIn(port, user).get(card).body()).as(user).isEqualTo("{}");
        }
        management.answerFromOutside(contact.id(), Answer.declined(DeclineReason.NO_CAPACITY, story.say("voll")));
        story.runDueJobs();
        assertThat(held()).contains("userTask_reroute null [confidential]");
        assertThat(inside("lohmar")).isEmpty();
        assertThat(file("lohmar")).doesNotContain("Vertraulich:", "PSZ", "Psychosozial");

        confirmation("koordination").submit("successorVerdict", "CONFIRMED");
        assertThat(inside("lohmar")).containsExactly("userTask_reroute");
        Story.OpenTask reroute =
                story.task("lohmar", "userTask_reroute", contact.id().toString());
        assertThat(engine.getRuntimeService()
                        .getVariable(
                                engine.getTaskService()
                                        .createTaskQuery()
                                        .taskId(reroute.id())
                                        .singleResult()
                                        .getProcessInstanceId(),
                                "municipality"))
                .isEqualTo("Lohmar");
        reroute.submit("rerouteDecision", "STOP", "rerouteNote", story.say("niemand sonst"));
        story.runDueJobs();
        assertThat(inside("lohmar")).containsExactly("userTask_chooseAddressee");
    }

    @Test
    void aLetterOnPaperThatIsWrittenWhileItIsShutIsNobodysTaskUntilItOpens() {
        story.runDueJobs();
        story.task(MANAGER, "userTask_chooseAddressee", referral().id().toString())
                .submit("confidentialDecision", "REFER", "confidentialAddressee", "SPDI");
        story.runDueJobs();
        sent();
        Handover contact = steps.last(referral().id(), "G1").orElseThrow();
        give(DEPUTY, Municipality.SIEGBURG, DEPUTY, story.say("krank"));
        String letter = outbox.about(contact.id().toString()).get(0).id().toString();
        assertThat(story.tasksOf(DEPUTY, letter)).isEmpty();
        story.as(MANAGER, () -> management.endWithPlan(contact.id(), "entfällt"));
        String withdrawn = outbox.about(contact.id().toString()).stream()
                .filter(l -> l.templateKey().equals("handover-withdrawn"))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        for (String user : List.of(DEPUTY, MANAGER)) {
            assertThat(story.tasksOf(user, withdrawn)).as(user).isEmpty();
        }
        confirmation("koordination").submit("successorVerdict", "CONFIRMED");
        assertThat(story.tasksOf(DEPUTY, withdrawn)).containsExactly("userTask_postLetter");
        assertThat(story.tasksOf(MANAGER, withdrawn)).isEmpty();
    }

    private Story.OpenTask refused(Municipality municipality, String successor) {
        story.runDueJobs();
        give(DEPUTY, municipality, successor, story.say("übernommen"));
        String why = story.say("nicht abgesprochen");
        confirmation("koordination").submit("successorVerdict", "REFUSED", "successorNote", why);
        assertThat(inside(successor)).isEmpty();
        String lock = lock().id().toString();
        assertThat(story.tasksOf("koordination", lock)).containsExactly(SETTLE);
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(lock)
                .singleResult();
        assertThat(task.getDueDate()).isNotNull();
        Story.OpenTask settle = story.task("koordination2", SETTLE, lock);
        assertThat(settle.shows("successorText")).contains("Abgelehnt am 02.09.2026", why, "liegt seit dem");
        assertThat(file(successor)).contains("dass er für Sie zu bleibt", why, "Nachfolge klären", "zu erledigen bis");
        return settle;
    }

    @Test
    void afterARefusalCoordinationGivesTheCaseBackAndTheWorkInsideWithIt() {
        Story.OpenTask settle = refused(Municipality.LOHMAR, "lohmar");
        assertThatThrownBy(settle::submit).hasMessageContaining("Wer führt den Fall?");
        assertThatThrownBy(() -> settle.submit("successorSettlement", "RETURN"))
                .hasMessageContaining("warum der Fall zu dieser Person geht");
        settle.submit("successorSettlement", "RETURN", "successorNote", story.say("sie ist wieder gesund"));
        assertThat(cases.get(id).caseManager()).isEqualTo(MANAGER);
        assertThat(cases.get(id).municipality()).isEqualTo(Municipality.SIEGBURG);
        assertThat(lock().verdict()).isEqualTo(Verdict.RETURNED);
        assertThat(lock().note()).contains("nicht abgesprochen").contains("wieder gesund");
        assertThat(inside(MANAGER)).containsExactly("userTask_chooseAddressee");
        assertThat(readsAs(MANAGER)).isTrue();
        assertThat(inside("lohmar")).isEmpty();
        assertThat(file(MANAGER)).contains("wieder gesund").doesNotContain("vertrauliche Bereich ist");
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(lock().id().toString())
                        .count())
                .isZero();
    }

    @Test
    void afterARefusalCoordinationGivesTheCaseToSomebodyElseForWhomItIsOpen() {
        Story.OpenTask settle = refused(Municipality.SIEGBURG, DEPUTY);
        assertThat(settle.shows("successorOptions"))
                .contains("LOHMAR:lohmar")
                .doesNotContain("SIEGBURG:" + MANAGER, "SIEGBURG:" + DEPUTY);
        assertThatThrownBy(() -> settle.submit(
                        "successorSettlement",
                        "OTHER",
                        "successorOther",
                        "SIEGBURG:" + DEPUTY,
                        "successorNote",
                        story.say("sie")))
                .hasMessageContaining("wer den Fall übernimmt");
        settle.submit(
                "successorSettlement",
                "OTHER",
                "successorOther",
                "LOHMAR:lohmar",
                "successorNote",
                story.say("dort wohnt die Person"));
        assertThat(cases.get(id).municipality()).isEqualTo(Municipality.LOHMAR);
        assertThat(lock().verdict()).isEqualTo(Verdict.SETTLED);
        assertThat(file("lohmar"))
                .contains("Vertraulicher Bereich bleibt für die Nachfolge zu", "dort wohnt die Person")
                .as("why somebody was not to look inside is nobody else's business")
                .doesNotContain("nicht abgesprochen");
        assertThat(readsAs("lohmar")).isTrue();
        assertThat(inside("lohmar")).containsExactly("userTask_chooseAddressee");
        for (String user : List.of(MANAGER, DEPUTY)) {
            assertThat(inside(user)).as(user).isEmpty();
        }
    }

    @Test
    void afterARefusalTheCaseMayStayAndOpensForWhoRunsIt() {
        refused(Municipality.SIEGBURG, DEPUTY)
                .submit("successorSettlement", "KEEP", "successorNote", story.say("jetzt abgesprochen"));
        assertThat(lock().verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(readsAs(DEPUTY)).isTrue();
        assertThat(inside(DEPUTY)).containsExactly("userTask_chooseAddressee");
        for (String concerned : List.of(DEPUTY, MANAGER)) {
            assertThat(file(concerned))
                    .as("both words of coordination stand in the timeline of " + concerned)
                    .contains(
                            "Vertraulicher Bereich bleibt für die Nachfolge zu, entschieden von",
                            "nicht abgesprochen",
                            "Vertraulicher Bereich für die Nachfolge geöffnet von",
                            "jetzt abgesprochen");
        }
    }

    @Test
    void aRefusedSuccessorWhoGivesTheCaseBackEndsWhatCoordinationWouldHaveToSettle() {
        refused(Municipality.SIEGBURG, DEPUTY);
        String lock = lock().id().toString();
        give(DEPUTY, Municipality.SIEGBURG, MANAGER, story.say("zurück"));
        assertThat(story.tasksOf("koordination", lock)).isEmpty();
        assertThat(inside(MANAGER)).containsExactly("userTask_chooseAddressee");
        assertThat(inside(DEPUTY)).isEmpty();
    }

    @Test
    void everybodyReadsWhatHappenedWhoDecidesAndWhatTheyCanDo() {
        give(DEPUTY, Municipality.SIEGBURG, DEPUTY, story.say("krank"));
        assertThat(file(DEPUTY))
                .contains(
                        "Der vertrauliche Bereich ist für Sie noch zu. Den Fall haben Sie selbst am 02.09.2026",
                        "Übernahme bestätigen",
                        "zu erledigen bis 09.09.2026",
                        "liegen bei niemandem",
                        "oder den Fall an")
                .doesNotContain("Näheres weiß");
        assertThat(file(MANAGER))
                .contains(
                        "Den Fall hat Volker Tamm am 02.09.2026",
                        "Sie, die ihn bis dahin geführt haben",
                        "für Sie sofort wieder offen");
        String shut = HttpUser.signedIn(port, "koordination")
                .page("/faelle/" + id.number() + "/vertraulich")
                .body();
        assertThat(shut).contains("die Aufgabe öffnen und entscheiden").doesNotContain(words);

        String crisis = story.as(DEPUTY, () -> crises.report(id)).id().toString();
        assertThat(file(DEPUTY)).contains("Handeln Sie jetzt").doesNotContain("Näheres");
        story.task(DEPUTY, "userTask_actNow", crisis)
                .submit("crisisActions", List.of("CALLED_112"), "crisisInformed", story.say("Leitstelle"));
        story.runDueJobs();
        assertThat(file(DEPUTY))
                .contains("Näheres steht im vertraulichen Bereich, der für Sie noch zu ist")
                .doesNotContain("beim Fallmanagement nachfragen");
        assertThat(file(DEPUTY)).contains("Sie führen den Fall, aber andere haben ihn an Sie gegeben");
    }

    @Test
    void anEmergencyAccessStaysWithWhoRanTheCaseWhenTheOneWhoLookedTakesIt() {
        String access = story.as(
                        DEPUTY, () -> accesses.open(id, story.say("Die Klinik fragt, und die Kollegin ist krank")))
                .id()
                .toString();
        give(DEPUTY, Municipality.SIEGBURG, DEPUTY, story.say("ich übernehme"));
        assertThat(story.tasksOf(DEPUTY, access)).isEmpty();
        confirmation("koordination").submit("successorVerdict", "CONFIRMED");
        assertThat(story.tasksOf(DEPUTY, access)).isEmpty();
        story.task(MANAGER, "userTask_reviewAsManager", access).submit("accessVerdict", "JUSTIFIED");
    }
}
