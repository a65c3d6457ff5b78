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
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.FactCorrection;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Fact;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What was wrong is put right where people find it. */
@LotseTest
@Tag("browser")
class MendingBrowserTest {

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
    FactCorrection correction;

    @Autowired
    Handovers handovers;

    Story story;
    Desks desks;

    @BeforeEach
    void openTheHouse(TestInfo test) {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
        desks = new Desks(port, clock, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void nothingBroke() {
        desks.close();
        assertThat(desks.faults()).isEmpty();
        assertThat(desks.barriers()).isEmpty();
    }

    private CaseStory inTransition() {
        return CaseStory.workedBy(MANAGER, story, opening)
                .inCaseManagement("Siegburg")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .goalsAgreed("TRANSITION")
                .goalsSigned(LocalDate.of(2026, 9, 16));
    }

    @Test
    void aWrongBirthdayIsCorrectedFromTheCaseFileAndShowsFirstWhatItChanges() {
        String number = inTransition().number();
        try (Desk manager = desks.signIn(MANAGER)) {
            manager.go("/faelle/" + number);
            Page page = manager.page();
            page.getByText("Angaben zur Person berichtigen").click();
            page.getByLabel("Geburtsdatum", new Page.GetByLabelOptions().setExact(true))
                    .fill("31.02.1950");
            press(page, "Änderung an der Person prüfen");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("ist kein Datum");
            manager.look("person-kein-datum").speaksGermanOnly();

            page.getByLabel("Geburtsdatum", new Page.GetByLabelOptions().setExact(true))
                    .fill("15.06.1950");
            press(page, "Änderung an der Person prüfen");
            assertThat(page.locator("main")).containsText("Das würde sich ändern");
            assertThat(page.locator("main")).containsText("SGB XII");
            manager.look("person-vorschau").speaksGermanOnly();

            page.getByLabel("Warum war die Angabe falsch?").fill("Zahlendreher, laut Reiseausweis");
            press(page, "Person berichtigen");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Die Angaben zur Person sind berichtigt.");
            assertThat(page.locator("main")).containsText("richtig „15.06.1950“");
            manager.look("person-berichtigt").speaksGermanOnly();
        }
    }

    @Test
    void aHeldStepSaysSoInTheListAndTheTableToDecideByIsWhole() {
        CaseId caseId = new CaseId(inTransition().number());
        Acting.as(MANAGER, () -> {
            Fact status = correction.correctable(caseId).stream()
                    .filter(fact -> fact.kind().equals("residenceStatus"))
                    .findFirst()
                    .orElseThrow();
            return correction.apply(caseId, status.id(), "GESTATTUNG", "verlesen");
        });
        story.runDueJobs();
        try (Desk manager = desks.signIn(MANAGER)) {
            manager.list(Desk.MINE).search(caseId.number());
            assertThat(manager.card("Übergabe prüfen und senden", "Angehalten seit", "H1 Formlosen"))
                    .hasCount(1);
            manager.look("angehalten-liste").speaksGermanOnly();
            manager.openOfCase(Desk.MINE, caseId.number(), "Übergabe prüfen und senden", "H1 Formlosen");
            assertThat(manager.form()).containsText("Angehalten, jetzt nicht senden: H1");
            manager.look("angehalten-formular").speaksGermanOnly();

            manager.openOfCase(Desk.MINE, caseId.number(), "Übergang prüfen");
            assertThat(manager.form().locator("table th").last()).containsText("Stand");
            assertThat(
                            manager.page()
                                    .evaluate(
                                            """
                                    () => {
                                      const edge = document.querySelector('.lotse-form__fields').getBoundingClientRect().right;
                                      return [...document.querySelectorAll('.lotse-form__fields td, .lotse-form__fields th')]
                                        .filter(c => c.getBoundingClientRect().right > edge + 1 || c.scrollWidth > c.clientWidth + 1)
                                        .map(c => c.innerText);
                                    }
                                    """))
                    .as("cells that are cut")
                    .isEqualTo(List.of());
            manager.look("uebergang-pruefen").speaksGermanOnly();
        }
    }

    @Test
    void anOfficeSeesWhatToDoAndWhyAndTheOwnerOfTheProcessesWhatServes() {
        String number = inTransition().number();
        Handover application = handovers.ofCase(new CaseId(number)).stream()
                .filter(h -> h.hop().equals("H1"))
                .findFirst()
                .orElseThrow();
        story.task(MANAGER, "userTask_prepareAndSend", application.id().toString())
                .submit("sendDecision", "SEND");
        story.fire("serviceTask_send", application.id().toString());
        try (Desk office = desks.signIn("jobcenter");
                Desk owner = desks.signIn("prozesse")) {
            office.openOfCase(Desk.TEAM, number, "Übergabe bestätigen", "H1 Formlosen");
            assertThat(office.form()).containsText("Das erwarten wir von Ihnen:");
            office.look("stelle-formular").tab("Warum?");
            assertThat(office.page().locator(".lotse-why")).containsText("Ereignis 15.09.2026 + 7 Kalendertage");
            office.look("stelle-warum").speaksGermanOnly();
            office.go("/faelle/neu");
            assertThat(office.page().locator("main")).containsText("nur das Fallmanagement");
            office.look("neuer-fall-nicht").speaksGermanOnly();

            owner.go("/prozesse-und-regeln");
            assertThat(owner.page().locator("main")).containsText("Lage erfassen");
            owner.look("prozesse-und-regeln").speaksGermanOnly();
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }
}
