package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.scenarios.CaseStory;
import org.kimlotse.scenarios.Story;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people see when something they did cannot be done: a sentence in German, and their input still there. */
@LotseTest
@Tag("browser")
class BadInputBrowserTest {

    private static final String MANAGER = "fallmanagement";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    @Autowired
    CaseOpening opening;

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

    private CaseStory aCase() {
        return CaseStory.workedBy(MANAGER, story, opening);
    }

    @Test
    void aTaskCompletedInAnotherTabIsToldAndTheInputStays() {
        String number =
                aCase().opened("SIEGBURG").noCrisis().informedWithConsent().number();
        try (Desk first = desks.signIn(MANAGER);
                Desk second = desks.signIn(MANAGER)) {
            needsOf(first, number);
            needsOf(second, number);
            second.tick("Worum geht es?", "Wohnen");
            first.complete();

            assertThat(second.refused())
                    .contains("Diese Aufgabe ist bereits erledigt", "nicht noch einmal gespeichert");
            second.look("zweites-fenster").speaksGermanOnly();
            assertThat(second.form().getByLabel("Wohnen")).isChecked();
        }
    }

    @Test
    void aFormSentAfterTheCaseWasClosedIsRefused() {
        String number =
                aCase().opened("SIEGBURG").noCrisis().informedWithConsent().number();
        try (Desk manager = desks.signIn(MANAGER);
                Desk otherWindow = desks.signIn(MANAGER)) {
            needsOf(manager, number);

            otherWindow.go("/faelle/" + number);
            Page file = otherWindow.page();
            file.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Fall abschließen"))
                    .click();
            file.getByLabel("Grund", new Page.GetByLabelOptions().setExact(true))
                    .selectOption(new SelectOption().setLabel("Kein Kontakt mehr"));
            file.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fall abschließen"))
                    .click();
            assertThat(file.locator("main")).containsText("Dieser Fall ist abgeschlossen");
            otherWindow.look("abgeschlossen").speaksGermanOnly();

            assertThat(manager.refused()).contains("Diese Aufgabe ist nicht mehr offen");
            manager.look("fall-inzwischen-abgeschlossen").speaksGermanOnly();
        }
    }

    @Test
    void tenThousandCharactersAreTooManyAndForeignLettersStay() {
        String foreign = "أريد أن أتعلم الألمانية 😀";
        String number = aCase().inCaseManagement("SIEGBURG")
                .assessed("decisionServedOn", "2026-09-15")
                .benefitLawConfirmed()
                .number();
        try (Desk manager = desks.signIn(MANAGER)) {
            manager.openOfCase(Desk.MINE, number, "Ziele vereinbaren")
                    .type("Ziel", "x".repeat(10_000))
                    .type("Woran merken wir, dass es erreicht ist?", "Ein Kurs ist gefunden")
                    .choose("Wer kümmert sich?", "die Person selbst")
                    .type("bis", "31.02.2027");
            assertThat(manager.refused())
                    .contains(
                            "Ziel",
                            "höchstens 300 Zeichen",
                            "Dieses Datum gibt es nicht. Bitte als TT.MM.JJJJ eingeben.");
            manager.look("zu-lang").speaksGermanOnly();

            manager.type("Ziel", foreign).type("bis", "28.02.2027").complete();
            story.runDueJobs();
            manager.openOfCase(Desk.MINE, number, "Erklären und unterschreiben");
            assertThat(manager.form()).containsText(foreign);
            manager.look("fremde-schrift");
        }
    }

    @Test
    void aDoubleClickOpensOneCaseAndAMistypedBirthDateNone() {
        try (Desk manager = desks.signIn(MANAGER)) {
            manager.go("/faelle/neu");
            Page page = manager.page();
            page.getByLabel("Vorname").fill("Doppel");
            page.getByLabel("Familienname").fill("Klickt");
            page.getByLabel("Geburtsdatum").fill("31.02.1995");
            page.getByLabel("Gemeinde, in der die Person wohnt").selectOption("SIEGBURG");
            page.getByLabel("Sprache, in der die Person gut versteht").selectOption("AR");
            Locator open = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fall eröffnen"));
            open.click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("„31.02.1995“ ist kein Datum");
            assertThat(page.getByLabel("Vorname")).hasValue("Doppel");
            manager.look("kein-datum").speaksGermanOnly();

            page.getByLabel("Geburtsdatum").fill("28.2.1995");
            open.dblclick();
            manager.opened("Krisenabfrage");
            manager.go("/faelle");
            page.getByLabel("Fallnummer, Name oder altes Aktenzeichen").fill("Klickt");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Suchen"))
                    .click();
            assertThat(page.locator("table.list caption")).containsText("Fall");
            assertThat(page.locator("table.list tbody tr")).hasCount(1);
        }
    }

    private void needsOf(Desk desk, String number) {
        desk.openOfCase(Desk.MINE, number, "Anliegen klären")
                .tick("Worum geht es?", "Lebensunterhalt und Leistungen")
                .pick("Kommt die Person mit den üblichen Wegen allein zurecht?", "Nein")
                .pick("Möchte die Person eine längere Begleitung (Case Management)?", "Ja");
    }
}
