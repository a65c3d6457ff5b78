package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser;
import org.kimlotse.casefile.CaseMoving;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.CompartmentLock;
import org.kimlotse.casefile.CompartmentLock.Verdict;
import org.kimlotse.casefile.CompartmentLocks;
import org.kimlotse.referral.Health;
import org.kimlotse.referral.HealthAccess;
import org.kimlotse.referral.HealthAccesses;
import org.kimlotse.referral.Referral;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nobody gives themselves the key of the health compartment by taking the case. */
@LotseTest
class CompartmentSuccessorScenarioTest {

    private static final String MANAGER = "fallmanagement";
    private static final String DEPUTY = "vertretung";
    private static final String AWAITED = "sobald die Koordination das bestätigt";
    private static final String CONFIRM = "userTask_confirmSuccessor";

    @LocalServerPort
    int port;

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
                .hasMessageContaining("bestätigt das zuerst die Koordination");

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
        confirmation("koordination")
                .submit("successorVerdict", "REFUSED", "successorNote", story.say("nicht abgesprochen"));
        assertThat(readsAs("lohmar")).isFalse();

        give("lohmar", Municipality.SIEGBURG, DEPUTY, story.say("zurück nach Siegburg"));
        assertThat(readsAs(DEPUTY)).isFalse();
        assertThat(locks.of(id))
                .extracting(CompartmentLock::verdict)
                .containsExactlyInAnyOrder(null, Verdict.SUPERSEDED);
        confirmation("koordination2").submit("successorVerdict", "CONFIRMED");
        assertThat(readsAs(DEPUTY)).isTrue();
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
}
