package org.kimlotse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.scenarios.Story;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist as a case manager meets it: our templates, our form renderer, on the running product. */
@LotseTest
@Tag("browser")
class TasklistTest {

    private static final String FIRST_TASK = "Information und Einwilligungen";

    @LocalServerPort
    int port;

    @Autowired
    CaseOpening opening;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TestClock clock;

    private Chromium browser;
    private NewCase person;
    private String number;
    private Page page;

    @BeforeEach
    void openACaseAndLogIn() {
        person = People.someone();
        Opening opened = Acting.as("fallmanagement", () -> opening.open(person));
        number = ((Opening.Opened) opened).caseId().number();
        new Story(engine, clock)
                .task("fallmanagement", "userTask_screenCrisis", number)
                .submit("acuteCrisis", false);
        browser = new Chromium(port);
        page = browser.tasklistOf("fallmanagement");
    }

    @AfterEach
    void noScriptFailed() {
        try {
            assertThat(browser.faults()).isEmpty();
        } finally {
            browser.close();
        }
    }

    @Test
    void speaks_german_in_an_english_browser_and_hides_the_engine() {
        String words = page.innerText("body");

        assertThat(page.getAttribute("html", "lang")).isEqualTo("de");
        assertThat(page.title()).contains("Lotse");
        assertThat(words)
                .contains("Heute fällig", "Überfällig", "Meine Aufgaben", "Team – offen", "Neuer Fall", "Abmelden");
        assertThat(words)
                .doesNotContain(
                        "Camunda", "Prozess starten", "Start process", "Aufgabe erstellen", "Kommentar", "Claim");
    }

    @Test
    void begins_with_a_list_that_holds_something_and_offers_what_the_other_pages_offer() {
        page.navigate(page.url().replaceAll("#.*", ""));
        page.reload();

        // Other cases may be due today or late; a case that has just begun is neither.
        Object list = page.evaluate("fetch('/api/session/first-list').then(a => a.json()).then(a => a.id)");
        page.waitForURL(url -> url.contains("filter=" + list));
        page.locator(".lotse-card").first().waitFor();
        assertThat(page.locator("header nav a").allInnerTexts())
                .containsExactly("Aufgaben", "Fälle", "Schreiben", "Neuer Fall", "Beratungen");
        page.locator("header nav").getByText("Beratungen").click();
        assertThat(page.locator("header nav a").allInnerTexts())
                .containsExactly("Aufgaben", "Fälle", "Schreiben", "Neuer Fall", "Beratungen");
    }

    @Test
    void a_card_says_which_case_and_whom_it_is_about() {
        Locator card = cardOfTheCase();

        assertThat(card.innerText()).contains(FIRST_TASK, number, person.givenName(), "Siegburg", "bei mir");
    }

    @Test
    void who_stands_in_reads_the_name_of_the_colleague_who_has_a_task() {
        browser.close();
        browser = new Chromium(port);
        page = browser.tasklistOf("vertretung");
        page.click(".lotse-filter:has-text('Vertretung')");
        page.fill("#lotse-search", number);
        page.press("#lotse-search", "Enter");
        Locator card = page.locator(".lotse-card", new Page.LocatorOptions().setHasText(number));
        card.locator("text=Frauke Siebert").waitFor();
        assertThat(card.innerText()).doesNotContain("fallmanagement");
        card.click();
        page.waitForSelector(".lotse-meta__claim--other:has-text('Frauke Siebert')");
    }

    @Test
    void names_what_is_missing_with_a_link_to_each_field() {
        openTheTask();
        page.click(".lotse-complete");
        page.waitForSelector(".lotse-summary h3");

        assertThat(page.innerText(".lotse-summary h3")).endsWith("Angaben fehlen");
        assertThat(page.evaluate("() => document.activeElement.classList.contains('lotse-summary')"))
                .isEqualTo(true);
        Locator link = page.locator(".lotse-summary a").first();
        assertThat(link.innerText()).isEqualTo("Erklärt auf: Diese Angabe fehlt.");
        link.click();
        assertThat(page.evaluate("() => document.activeElement.closest('.fjs-form-field')?.innerText"))
                .asString()
                .startsWith("Erklärt auf");
    }

    @Test
    void a_refusal_stands_at_its_field_and_a_double_click_sends_once() {
        openTheTask();
        fillIn();
        birthDate("12.04.2095");
        complete();
        page.waitForSelector(".lotse-summary h3");
        assertThat(page.innerText(".lotse-summary")).contains("Das Geburtsdatum liegt in der Zukunft.");
        assertThat(page.innerText(".fjs-form-field-error")).contains("Das Geburtsdatum liegt in der Zukunft.");

        List<Request> sent = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/submit-form")) {
                sent.add(request);
            }
        });
        birthDate("12.4.95");
        assertThat(birthDateField().inputValue()).isEqualTo("12.04.1995");
        page.dblclick(".lotse-complete");
        page.waitForSelector(".lotse-done__next a");

        assertThat(sent).hasSize(1);
        assertThat(page.innerText(".lotse-done")).contains("Erledigt: " + FIRST_TASK, number, "Anliegen klären");
        assertThat(page.locator(".lotse-card", new Page.LocatorOptions().setHasText(number))
                        .first()
                        .innerText())
                .contains("Anliegen klären");
    }

    @Test
    void keeps_nothing_personal_in_the_browser_and_asks_before_input_is_lost() {
        page.evaluate("() => localStorage.setItem('camunda-form:left-behind', '{\"givenName\":\"x\"}')");
        page.reload();
        openTheTask();
        givenName().fill("Nurzumtesten");
        page.click(".lotse-filter:has-text('Überfällig')");
        page.waitForSelector("dialog:has-text('Eingaben verwerfen?')");
        assertThat(Chromium.storageOf(page)).doesNotContain("Nurzumtesten", "camunda-form", person.familyName());

        page.click("dialog >> text=Im Formular bleiben");
        page.click(".lotse-tab:has-text('Warum?')");
        page.waitForSelector(".lotse-empty:has-text('keine Regelentscheidung'), .lotse-why");
        page.click(".lotse-tab:has-text('Formular')");
        assertThat(givenName().inputValue()).isEqualTo("Nurzumtesten");
    }

    @Test
    void an_expired_log_in_covers_the_page_and_keeps_the_input() {
        openTheTask();
        givenName().fill("Nurzumtesten");
        page.context().clearCookies();
        page.click(".lotse-tab:has-text('Warum?')");
        page.waitForSelector("dialog:has-text('Ihre Anmeldung ist abgelaufen')");

        assertThat(page.isVisible(".lotse-layout")).isFalse();
        assertThat(Chromium.storageOf(page)).doesNotContain("Nurzumtesten");
        page.click("dialog >> text=Weiterarbeiten");
        page.waitForSelector("text=Sie sind noch nicht wieder angemeldet.");
    }

    @Test
    void has_no_barriers_that_axe_finds() {
        assertThat(Chromium.barriersOn(page)).as("list").isEmpty();
        openTheTask();
        assertThat(Chromium.barriersOn(page)).as("form").isEmpty();
        page.click(".lotse-complete");
        page.waitForSelector(".lotse-summary h3");
        assertThat(Chromium.barriersOn(page)).as("refused form").isEmpty();
        page.locator(".lotse-calendar__button").first().click();
        page.waitForSelector(".flatpickr-calendar.open");
        // It fades in; half faded, its contrast is not what a person gets to read.
        page.waitForFunction("() => document.getAnimations().every(a => a.playState !== 'running')");
        assertThat(page.innerText(".flatpickr-calendar.open .flatpickr-weekdays"))
                .startsWith("Mo");
        assertThat(Chromium.barriersOn(page)).as("calendar").isEmpty();
    }

    private Locator cardOfTheCase() {
        page.click(".lotse-filter:has-text('Meine Aufgaben')");
        page.fill("#lotse-search", number);
        page.press("#lotse-search", "Enter");
        Locator card = page.locator(".lotse-card", new Page.LocatorOptions().setHasText(person.givenName()));
        card.waitFor();
        return card;
    }

    private void openTheTask() {
        cardOfTheCase().click();
        page.waitForSelector(".lotse-form .fjs-form");
        page.waitForSelector(".lotse-complete");
    }

    private void fillIn() {
        page.locator(".lotse-form select.lotse-select").all().forEach(select -> {
            if (select.inputValue().isEmpty()) {
                select.selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
            }
        });
        page.getByLabel("Das habe ich erklärt.").evaluate("box => box.checked || box.click()");
        choose("Möchte die Person Unterstützung?", "Ja");
        choose("Wie wurde entschieden?", "Nein, keine Weitergabe");
    }

    private void choose(String question, String answer) {
        page.locator(".lotse-group[aria-label='" + question + "']")
                .getByLabel(answer, new Locator.GetByLabelOptions().setExact(true))
                .evaluate("box => box.click()");
    }

    private Locator givenName() {
        return page.locator(".fjs-form-field-textfield:has-text('Vorname') input");
    }

    private Locator birthDateField() {
        return page.locator(".fjs-form-field-datetime:has-text('Geburtsdatum') input[id$='-date']");
    }

    private void birthDate(String typed) {
        birthDateField().fill(typed);
        birthDateField().blur();
    }

    private void complete() {
        page.click(".lotse-complete");
    }
}
