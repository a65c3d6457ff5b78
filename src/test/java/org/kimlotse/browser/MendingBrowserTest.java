package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
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

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }
}
