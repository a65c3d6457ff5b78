package org.kimlotse.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * The desks of all the people in a story. Everyone has a browser of their own, a German one whose clock is the clock of
 * the test; what goes wrong behind the pages is noted.
 */
final class Desks implements AutoCloseable {

    static final int WIDTH = 1366;
    static final int HEIGHT = 900;

    private static final int PATIENCE = 30_000;

    private final Playwright playwright = Playwright.create();
    private final Browser chromium = Chromium.launch(playwright);
    private final String home;
    private final Clock clock;
    private final Path screenshots;
    private final List<String> faults = new ArrayList<>();
    private final List<String> barriers = new ArrayList<>();
    private int shots;

    /** @param story names the folder of the screenshots */
    Desks(int port, Clock clock, String story) {
        this.home = "http://localhost:" + port;
        this.clock = clock;
        this.screenshots = Path.of(System.getProperty("lotse.test.screenshots", "target/screenshots"), story);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /** A fresh browser, signed in on the log-in page. */
    Desk signIn(String user) {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions()
                .setLocale("de-DE")
                .setTimezoneId("Europe/Berlin")
                .setViewportSize(WIDTH, HEIGHT)
                .setBaseURL(home));
        context.setDefaultTimeout(PATIENCE);
        context.setDefaultNavigationTimeout(PATIENCE);
        context.clock().setFixedTime(Date.from(clock.instant()));
        context.onRequest(request -> {
            if (!isOurs(request.url())) {
                faults.add("asks another server: " + request.url());
            }
        });
        context.onResponse(response -> {
            if (response.status() >= 500) {
                faults.add(response.status() + " from " + response.url());
            }
        });
        context.onWebError(error -> faults.add("script: " + error.error()));
        return new Desk(user, context, this).signIn();
    }

    private boolean isOurs(String url) {
        return url.startsWith(home) || url.startsWith("data:") || url.startsWith("blob:") || url.startsWith("about:");
    }

    /** Scripts that failed, answers that are errors of the server, servers that are not ours. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** What axe-core found on the pages looked at. */
    List<String> barriers() {
        return List.copyOf(barriers);
    }

    void barrier(String found) {
        barriers.add(found);
    }

    /** Where a picture for the README goes; empty unless the run is to make them: {@code -Dlotse.screenshots=true}. */
    Optional<Path> published(String name) {
        return Boolean.getBoolean("lotse.screenshots")
                ? Optional.of(Path.of("src/docs/images/screen-" + name + ".png"))
                : Optional.empty();
    }

    Path nextScreenshot(String name) {
        return screenshots.resolve("%02d-%s.png".formatted(++shots, name));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
