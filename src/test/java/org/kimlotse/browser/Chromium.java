package org.kimlotse.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The browser the build provided, for people who sit in front of Lotse. An English one: Lotse speaks German all the same. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright = Playwright.create();
    private final Browser browser = launch(playwright);
    private final String address;
    private final List<String> faults = new ArrayList<>();

    Chromium(int port) {
        this.address = "http://localhost:" + port;
    }

    /** The browser the build provided, without a window and without calls to anybody else. */
    static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setTimeout(120_000)
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A new window, logged in, with Tasklist's list on it. */
    Page tasklistOf(String user) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("en-US")
                .setTimezoneId("Europe/Berlin")
                .setViewportSize(1400, 1000));
        context.setDefaultTimeout(60_000);
        Page page = context.newPage();
        page.onPageError(faults::add);
        page.navigate(address + "/anmelden");
        page.fill("#name", user);
        page.fill("#kennwort", user);
        page.click("button[type=submit]");
        page.waitForSelector(".lotse-filter.active");
        return page;
    }

    /** What the pages' scripts threw. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Barriers axe-core finds on the page as it is: WCAG 2.2 A and AA, and its own advice. One line each. */
    @SuppressWarnings("unchecked")
    static List<String> barriersOn(Page page) {
        page.evaluate(axe() + ";0");
        return (List<String>) page.evaluate(
                """
                async (tags) => {
                  const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
                  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)}`));
                }
                """,
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"));
    }

    /** Everything the page keeps in the browser, as text. */
    @SuppressWarnings("unchecked")
    static String storageOf(Page page) {
        Map<String, Object> kept = (Map<String, Object>) page.evaluate(
                "() => ({ local: JSON.stringify(localStorage), session: JSON.stringify(sessionStorage) })");
        return kept.toString();
    }

    private static String axe() {
        try (InputStream script = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path executable() {
        Path noted = Path.of(System.getProperty("lotse.test.browser", "target/browser/path"));
        try {
            return Files.exists(noted) ? Path.of(Files.readString(noted).strip()) : Path.of("/usr/bin/chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
