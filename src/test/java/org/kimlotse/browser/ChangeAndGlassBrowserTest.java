package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.referral.ReferralRecords;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A birth is reported in the Fallakte, and a deputy has to look into the confidential part. */
@LotseTest
@Tag("browser")
class ChangeAndGlassBrowserTest {

    private static final String MANAGER = "fallmanagement";

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @Autowired
    ProcessEngine engine;

    @Autowired
    CaseOpening opening;

    @Autowired
    ReferralRecords referrals;

    Desks desks;
    String number;
    String words;

    @BeforeEach
    void aCaseWithAConfidentialReferral(TestInfo test) {
        clock.setTo("2026-09-02");
        Story story = new Story(engine, clock);
        number = CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("SIEGBURG")
                .assessed("residenceStatus", "GESTATTUNG", "protectionKind", "", "inGermanySince", "2026-02-10")
                .benefitLawConfirmed()
                .goalsAgreed("HEALTH")
                .goalsSigned(LocalDate.parse("2026-09-02"))
                .number();
        words = story.say("träumt jede Nacht davon");
        story.task(
                        MANAGER,
                        "userTask_recordNeeds",
                        referrals.of(new CaseId(number)).get(0).id().toString())
                .submit(
                        "confidentialObservations",
                        List.of("SLEEP", "CONCENTRATION"),
                        "confidentialImpaired",
                        true,
                        "confidentialOwnWords",
                        words,
                        "confidentialTherapy",
                        false);
        story.runDueJobs();
        desks = new Desks(port, clock, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void nothingBroke() {
        desks.close();
        assertThat(desks.faults()).isEmpty();
        assertThat(desks.barriers()).isEmpty();
    }

    @Test
    void aReportedBirthIsATaskThatAsksWhetherTheSituationIsAssessedAnew() {
        try (Desk manager = desks.signIn(MANAGER)) {
            Page page = manager.page();
            manager.go("/faelle/" + number);
            page.getByLabel("Was hat sich geändert?").selectOption("FAMILY");
            page.getByLabel("In einem Satz").fill("Tochter geboren");
            button(page, "Änderung melden");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Lage neu prüfen");
            assertThat(page.locator("main")).containsText("Geburt oder Haushalt (02.09.2026): Tochter geboren");
            manager.look("fallakte").onPaper("fallakte").speaksGermanOnly();

            manager.openOfCase(Desk.MINE, number, "Lage neu prüfen");
            assertThat(manager.form()).containsText("Geburt oder Haushalt (02.09.2026): Tochter geboren");
            manager.pick("Wie geht es weiter?", "Keine Neubewertung nötig").type("Warum nicht?", "schon vereinbart");
            manager.look("pruefen").speaksGermanOnly();
            manager.form()
                    .getByLabel("Geburt oder Haushalt (02.09.2026): Tochter geboren")
                    .check();
            manager.complete();
            manager.go("/faelle/" + number);
            assertThat(page.locator("main")).containsText("schon vereinbart");
        }
    }

    @Test
    void aDeputyBreaksTheGlassAndTheManagerLooksAtIt() {
        try (Desk deputy = desks.signIn("vertretung")) {
            Page page = deputy.page();
            deputy.go("/faelle/" + number);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Vertraulicher Bereich"))
                    .click();
            assertThat(page.locator("main")).containsText("Nur im Notfall öffnen");
            assertThat(page.locator("main")).not().containsText(words);
            deputy.look("glas").speaksGermanOnly();
            page.getByLabel("Warum müssen Sie jetzt hineinsehen?")
                    .fill("Die Kollegin ist krank, die Klinik fragt nach einem Termin");
            button(page, "Öffnen und festhalten");
            assertThat(page.locator("main")).containsText(words);
            assertThat(page.locator("main")).containsText("nur zum Lesen");
            deputy.look("offen").speaksGermanOnly();
        }
        try (Desk manager = desks.signIn(MANAGER)) {
            manager.openOfCase(Desk.MINE, number, "Notzugriff prüfen");
            assertThat(manager.form()).containsText("Volker Tamm");
            manager.pick("War der Zugriff gerechtfertigt?", "Ja");
            manager.look("pruefen").speaksGermanOnly();
            manager.complete();
        }
        try (Desk coordination = desks.signIn("koordination")) {
            coordination.go("/notzugriff");
            coordination.look("notzugriff").speaksGermanOnly();
        }
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }
}
