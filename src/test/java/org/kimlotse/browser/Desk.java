package org.kimlotse.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** One person in front of the browser. Everything is found by the words people read. */
final class Desk implements AutoCloseable {

    static final String MINE = "Meine Aufgaben";
    static final String TEAM = "Team – offen";

    private static final Pattern ENGINE_WORDS = Pattern.compile(
            "\\b(Claim|Unclaim|Comments?|Save|Complete|Tasks?|Assignee|Due date|Follow-up|Business key|Process instance"
                    + "|Description|History|Loading|null|undefined|NaN)\\b");

    private final String user;
    private final BrowserContext context;
    private final Desks desks;
    private final Page page;

    Desk(String user, BrowserContext context, Desks desks) {
        this.user = user;
        this.context = context;
        this.desks = desks;
        this.page = context.newPage();
    }

    Desk signIn() {
        page.navigate("/");
        page.getByLabel("Benutzername").fill(user);
        page.getByLabel("Kennwort").fill(user);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Anmelden"))
                .click();
        page.waitForURL(url -> !url.contains("/anmelden"));
        if (page.url().contains("/tasklist/")) {
            assertThat(page.locator(".lotse-filter.active")).isVisible();
            assertThat(page.locator(".lotse-card, .lotse-empty").first()).isVisible();
        }
        return this;
    }

    Page page() {
        return page;
    }

    /** Goes to an address as typed into the browser's own line. */
    Response go(String path) {
        page.navigate("about:blank");
        return page.navigate(path);
    }

    /** All words on the page that can be seen. */
    String words() {
        return page.locator("body").innerText();
    }

    /** A picture of everything there is to see, also what one would have to scroll to; and what axe says of it. */
    Desk look(String name) {
        photograph(name);
        Chromium.barriersOn(page).forEach(barrier -> desks.barrier(name + ": " + barrier));
        return this;
    }

    /** The same of the page as it is printed. */
    Desk onPaper(String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        look(name + "-gedruckt");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        return this;
    }

    /** Only the picture: of pages that are not ours. */
    Desk photograph(String name) {
        int tall = ((Number)
                        page.evaluate(
                                """
                        () => Math.max(document.documentElement.scrollHeight,
                          ...[...document.querySelectorAll('.lotse-layout > section')]
                            .map(s => s.getBoundingClientRect().top + s.scrollHeight + 40))
                        """))
                .intValue();
        page.setViewportSize(Desks.WIDTH, Math.max(Desks.HEIGHT, Math.min(tall, 4000)));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(desks.nextScreenshot(name))
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED));
        page.setViewportSize(Desks.WIDTH, Desks.HEIGHT);
        return this;
    }

    /** A picture for the README, of what stands on the screen; only when asked for. */
    Desk show(String name) {
        return show(name, page.locator("body"));
    }

    /** The same, beginning with a group of the open form. */
    Desk showGroup(String name, String group) {
        return show(
                name,
                form().getByText(group, new Locator.GetByTextOptions().setExact(true))
                        .first());
    }

    /** The same, beginning with a part of the page. */
    Desk show(String name, Locator part) {
        desks.published(name).ifPresent(path -> {
            page.setViewportSize(1200, 760);
            page.evaluate("() => document.querySelectorAll('.lotse-layout > section').forEach(s => s.scrollTo(0, 0))");
            part.evaluate("element => element.scrollIntoView({ behavior: 'instant' })");
            page.screenshot(new Page.ScreenshotOptions().setPath(path).setAnimations(ScreenshotAnimations.DISABLED));
            page.setViewportSize(Desks.WIDTH, Desks.HEIGHT);
        });
        return this;
    }

    Desk speaksGermanOnly() {
        Assertions.assertThat(words()).doesNotContainPattern(ENGINE_WORDS);
        return this;
    }

    /** Nothing a person typed stays in the browser. */
    Desk keepsNothing(String... typed) {
        String stored = (String) page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])");
        Assertions.assertThat(stored).doesNotContain("camunda-form");
        for (String text : typed) {
            Assertions.assertThat(stored).doesNotContain(text);
        }
        return this;
    }

    /** Opens the list of tasks anew, as in the morning. */
    Desk list(String filter) {
        go("/");
        page.locator(".lotse-filter")
                .filter(new Locator.FilterOptions().setHasText(filter))
                .click();
        assertThat(page.locator(".lotse-filter.active")).containsText(filter);
        assertThat(page.locator(".lotse-card, .lotse-empty").first()).isVisible();
        return this;
    }

    Locator cards() {
        return page.locator(".lotse-card");
    }

    /** Looks in the open list for a case number or the name of a task. */
    Desk search(String text) {
        page.getByRole(AriaRole.SEARCHBOX).fill(text);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Suchen"))
                .click();
        assertThat(page.locator(".lotse-strip__found")).containsText(text);
        return this;
    }

    /** The one card of that task that says all these words. */
    Locator card(String task, String... words) {
        Locator found = cards().filter(new Locator.FilterOptions()
                .setHas(page.locator(".lotse-card__name")
                        .getByText(task, new Locator.GetByTextOptions().setExact(true))));
        for (String word : words) {
            found = found.filter(new Locator.FilterOptions().setHasText(word));
        }
        return found;
    }

    /** Finds a task of a case in the list, by what stands on its card. */
    Desk openOfCase(String filter, String caseNumber, String task, String... words) {
        list(filter).search(caseNumber);
        return take(card(task, words), task);
    }

    /** Finds a task that belongs to no case. */
    Desk open(String filter, String task, String... words) {
        list(filter).search(task);
        return take(card(task, words), task);
    }

    private Desk take(Locator card, String task) {
        assertThat(card).hasCount(1);
        card.click();
        return opened(task);
    }

    /** From "So geht es in diesem Fall weiter". */
    Desk openNext(String task) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(task).setExact(true))
                .click();
        return opened(task);
    }

    Desk opened(String task) {
        assertThat(page.locator("#lotse-task-title")).containsText(task);
        assertThat(page.locator(".lotse-form:not(.ng-hide)")).isVisible();
        page.locator("button.claim:visible, button.lotse-complete:visible")
                .first()
                .waitFor();
        Locator claim = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Aufgabe übernehmen"));
        if (claim.isVisible()) {
            claim.click();
        }
        assertThat(completeButton()).isEnabled();
        return this;
    }

    /** What the form of the open task shows and asks. */
    Locator form() {
        return page.locator(".lotse-form__fields");
    }

    Desk type(String label, String text) {
        Locator field = form().getByLabel(labelled(label)).first();
        field.fill(text);
        field.blur();
        return this;
    }

    Desk choose(String label, String option) {
        form().getByLabel(labelled(label)).first().selectOption(new SelectOption().setLabel(option));
        return this;
    }

    Desk check(String label) {
        form().getByLabel(labelled(label)).first().check();
        return this;
    }

    Desk pick(String question, String answer) {
        group(AriaRole.RADIOGROUP, question).getByLabel(labelled(answer)).check();
        return this;
    }

    Desk tick(String question, String... answers) {
        for (String answer : answers) {
            group(AriaRole.GROUP, question).getByLabel(labelled(answer)).check();
        }
        return this;
    }

    /** Ticks everything there is. */
    Desk tickAll(String question) {
        group(AriaRole.GROUP, question).getByRole(AriaRole.CHECKBOX).all().forEach(Locator::check);
        return this;
    }

    /** Ticks what begins with these words: the rest of the label is data. */
    Desk tickBeginning(String question, String... beginnings) {
        for (String beginning : beginnings) {
            group(AriaRole.GROUP, question)
                    .getByLabel(Pattern.compile("^\\s*" + literally(beginning)))
                    .check();
        }
        return this;
    }

    /** Chooses the option whose words contain these. */
    Desk chooseContaining(String label, String words) {
        Locator select = form().getByLabel(labelled(label)).first();
        select.selectOption(select.locator("option")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .getAttribute("value"));
        return this;
    }

    private Locator group(AriaRole role, String question) {
        return form().getByRole(
                        role, new Locator.GetByRoleOptions().setName(question).setExact(true));
    }

    private static Pattern labelled(String label) {
        return Pattern.compile("^\\s*" + literally(label) + "\\s*\\*?\\s*$");
    }

    /** The text as a pattern that the browser understands too: it knows no quoting. */
    static String literally(String text) {
        return text.replaceAll("([\\\\^$.|?*+()\\[\\]{}/])", "\\\\$1");
    }

    /** Gives the open task back, together with what was typed. */
    Desk giveBack() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("An das Team zurückgeben"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Eingaben verwerfen"))
                .click();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Aufgabe übernehmen")))
                .isVisible();
        return this;
    }

    Desk tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
        return this;
    }

    /** Completes the task and is told so. */
    Desk complete() {
        completeButton().click();
        page.locator("#lotse-done, .lotse-summary:visible").first().waitFor();
        Locator summary = page.locator(".lotse-summary:visible");
        if (summary.count() > 0) {
            throw new AssertionError("not completed: " + summary.innerText());
        }
        assertThat(page.locator("#lotse-done")).containsText("Erledigt");
        return this;
    }

    /** Tries to complete the task and is told what is wrong. */
    String refused() {
        completeButton().click();
        Locator summary = page.locator(".lotse-summary:visible");
        summary.waitFor();
        return summary.innerText();
    }

    private Locator completeButton() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abschließen"));
    }

    @Override
    public void close() {
        page.screenshot(new Page.ScreenshotOptions().setPath(desks.nextScreenshot("zuletzt-" + user)));
        context.close();
    }
}
