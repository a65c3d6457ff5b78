package org.kimlotse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.HttpUser.Answer;
import org.kimlotse.access.Identities.NewUser;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The one log-in, attacked on the running product. */
@LotseTest
class LoginTest {

    private static final String GUEST = "gast-fuer-anmeldetest";
    private static final String GUEST_PASSWORD = "ein recht langes Kennwort";

    @LocalServerPort
    int port;

    @Autowired
    Identities identities;

    @Autowired
    Accounts accounts;

    @Autowired
    TestClock clock;

    @AfterEach
    void removeGuest() {
        identities.remove(GUEST);
        accounts.forget(GUEST);
    }

    private void guest(String... groups) {
        identities.create(new NewUser(GUEST, "Gina", "Gast", GUEST_PASSWORD, List.of(groups)));
    }

    @Test
    void oneLoginOpensTasklistRestAndOwnPages() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");

        assertThat(user.page("/camunda/app/tasklist/default/").body()).contains("Camunda Tasklist");
        assertThat(user.get("/camunda/api/admin/auth/user/default")
                        .json()
                        .get("userId")
                        .asText())
                .isEqualTo("fallmanagement");
        assertThat(user.get("/engine-rest/task?maxResults=5").status()).isEqualTo(200);
        assertThat(user.get("/camunda/api/engine/engine/default/task?maxResults=5")
                        .status())
                .isEqualTo(200);
        assertThat(user.get("/api/session").json().get("groups").get(0).asText())
                .isEqualTo("case-manager-siegburg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task",
                "/engine-rest/engine",
                "/engine-rest/engine/default/task",
                "/engine-rest/user",
                "/engine-rest/deployment",
                "/camunda/api/engine/engine/",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/user",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/cockpit/plugin/base/default/process-definition/count",
                "/camunda/api/tasklist/plugin/tasklist-plugins/default/anything",
                "/api/session",
                "/api/cases/KIM-2026-00001/decisions",
                "/actuator",
                "/actuator/metrics",
                "/actuator/env",
            })
    void programsGetNothingWithoutLogin(String path) {
        HttpUser nobody = HttpUser.anonymous(port);
        assertThat(nobody.get(path).status()).isEqualTo(401);
        assertThat(nobody.writeWithoutToken("POST", path, "{}").status()).isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/camunda/app/tasklist/default/", "/camunda/app/cockpit/default/", "/h2-console", "/nix"})
    void pagesLeadToTheLoginPage(String path) {
        Answer answer = HttpUser.anonymous(port).page(path);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).isEqualTo("/anmelden");
    }

    @Test
    void nobodyKnowsBasicAuthentication() {
        Answer answer = HttpUser.anonymous(port).get("/engine-rest/task");
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    void theLoginPageIsGermanAndShowsSampleUsersWhereTheyExist() {
        String page = HttpUser.anonymous(port).page("/anmelden").body();
        assertThat(page).contains("<html lang=\"de\"").contains("Benutzername").contains("Kennwort");
        assertThat(page).contains("Zum Ausprobieren").contains("jobcenter-leitung");
        assertThat(page).doesNotContain("<script").doesNotContain("style=");
    }

    @Test
    void anUnknownNameAndAWrongPasswordLookTheSame() {
        guest();
        String unknown = refusalOf("gibt-es-nicht-" + port, "falsch");
        String wrong = refusalOf(GUEST, "falsch");
        assertThat(unknown).contains("Benutzername oder Kennwort stimmt nicht").isEqualTo(wrong);
    }

    private String refusalOf(String name, String password) {
        HttpUser user = HttpUser.anonymous(port);
        assertThat(user.signIn(name, password).location()).isEqualTo("/anmelden");
        return user.page("/anmelden").body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GAST-FUER-ANMELDETEST", "gast-fuer-anmeldetes_", "%"})
    void onlyTheExactNameIsTheUser(String name) {
        guest();
        assertThat(HttpUser.anonymous(port).signIn(name, GUEST_PASSWORD).location())
                .isEqualTo("/anmelden");
    }

    @Test
    void aWrongPasswordDoesNotLockTheRightOne() {
        guest();
        HttpUser user = HttpUser.anonymous(port);
        for (int i = 0; i < 4; i++) {
            user.signIn(GUEST, "falsch");
        }
        assertThat(user.signIn(GUEST, GUEST_PASSWORD).location()).isEqualTo("/");
    }

    @Test
    void manyWrongPasswordsMakeAPauseThatIsAnnouncedAndEnds() {
        guest();
        HttpUser user = HttpUser.anonymous(port);
        for (int i = 0; i < 5; i++) {
            user.signIn(GUEST, "falsch");
        }
        assertThat(user.signIn(GUEST, GUEST_PASSWORD).location()).isEqualTo("/anmelden");
        assertThat(user.page("/anmelden").body()).contains("in 5 Sekunden").contains("nicht gesperrt");

        clock.advance(Duration.ofSeconds(6));
        assertThat(user.signIn(GUEST, GUEST_PASSWORD).location()).isEqualTo("/");
    }

    @Test
    void aLoginWithoutTokenIsNoLogin() {
        HttpUser user = HttpUser.anonymous(port);
        Answer answer = user.form("/anmelden", Map.of("name", "fallmanagement", "kennwort", "fallmanagement"));
        assertThat(answer.location()).isEqualTo("/anmelden?veraltet");
        assertThat(user.get("/api/session").status()).isEqualTo(401);
    }

    @Test
    void theSessionOfBeforeIsWorthlessAfterLogin() {
        HttpUser victim = HttpUser.anonymous(port);
        victim.page("/anmelden");
        String planted = victim.cookie("JSESSIONID").orElseThrow();
        victim.signIn("fallmanagement", "fallmanagement");
        assertThat(victim.cookie("JSESSIONID").orElseThrow()).isNotEqualTo(planted);

        HttpUser attacker = HttpUser.anonymous(port);
        attacker.setCookie("JSESSIONID", planted);
        assertThat(attacker.get("/api/session").status()).isEqualTo(401);
        assertThat(attacker.get("/engine-rest/task?maxResults=1").status()).isEqualTo(401);
    }

    @Test
    void cookiesAreKeptFromScriptsAndOtherSites() {
        HttpUser user = HttpUser.anonymous(port);
        List<String> set = user.page("/anmelden").headers("Set-Cookie");
        assertThat(set).singleElement().asString().contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void theTwoTokensAgainstForgeryHaveDifferentNames() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        assertThat(user.cookie("XSRF-TOKEN")).as("Camunda's, for its own pages").isPresent();
        assertThat(user.get("/api/session").json().get("csrfHeader").asText()).isEqualTo("X-CSRF-TOKEN");
        String camundas = user.cookie("XSRF-TOKEN").orElseThrow();
        assertThat(user.get("/api/session").json().get("csrfToken").asText()).isNotEqualTo(camundas);
    }

    @Test
    void writingNeedsTheTokenOfItsSide() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        assertThat(user.writeWithoutToken("POST", "/engine-rest/task/count", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(user.writeWithoutToken("POST", "/abmelden", "").status()).isEqualTo(403);
        assertThat(user.writeWithoutToken("POST", "/kennwort", "").status()).isEqualTo(403);
        assertThat(user.post("/engine-rest/task/count", "{}").status()).isEqualTo(200);
        assertThat(user.post("/camunda/api/engine/engine/default/task/count", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(user.writeWithoutToken("POST", "/camunda/api/engine/engine/default/task/count", "{}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/\\evil.example"})
    void loginLeadsNowhereElse(String evil) {
        HttpUser user = HttpUser.anonymous(port);
        user.page("/anmelden?continue=" + encoded(evil) + "&redirect=" + encoded(evil) + "&url=" + encoded(evil));
        user.page("/camunda/app/tasklist/default/?next=" + encoded(evil));
        assertThat(user.signIn("fallmanagement", "fallmanagement").location())
                .startsWith("/camunda/app/tasklist/default/?next=");
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void afterLoginThePageThatWasWantedOpens() {
        HttpUser user = HttpUser.anonymous(port);
        user.page("/kennwort");
        user.get("/engine-rest/task");
        assertThat(user.signIn("fallmanagement", "fallmanagement").location()).isEqualTo("/kennwort");
    }

    @Test
    void caseWorkersStartWithTheirTasksAndAdministratorsWithWhatIsInForce() {
        assertThat(HttpUser.signedIn(port, "fallmanagement").page("/").location())
                .startsWith("/camunda/app/tasklist/default/#/?filter=");
        HttpUser admin = HttpUser.signedIn(port, "admin");
        assertThat(admin.page("/").location()).isEqualTo("/prozesse-und-regeln");
        assertThat(admin.page("/prozesse-und-regeln").body()).contains(">Verwaltung</a>", ">Cockpit</a>");
        assertThat(HttpUser.signedIn(port, "prozesse")
                        .page("/prozesse-und-regeln")
                        .body())
                .doesNotContain(">Verwaltung</a>", ">Cockpit</a>");
    }

    /** Nobody hands them a task: an empty list would be all they saw. */
    @Test
    void processOwnersStartWithProcessesAndRules() {
        assertThat(HttpUser.signedIn(port, "prozesse").page("/").location()).isEqualTo("/prozesse-und-regeln");
    }

    @Test
    void ownLogoutEndsEverything() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        Answer answer = user.form("/abmelden", Map.of("_csrf", user.formToken("/kennwort")));
        assertThat(answer.location()).isEqualTo("/anmelden?abgemeldet");
        assertSignedOut(user);
    }

    @Test
    void logoutInTasklistEndsEverything() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        String session = user.cookie("JSESSIONID").orElseThrow();
        assertThat(user.post("/camunda/api/admin/auth/user/default/logout", "").status())
                .isEqualTo(200);
        user.setCookie("JSESSIONID", session);
        assertSignedOut(user);
    }

    @Test
    void aForgedLogoutOfTasklistNeedsItsToken() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        assertThat(user.writeWithoutToken("POST", "/camunda/api/admin/auth/user/default/logout", "")
                        .status())
                .isEqualTo(403);
    }

    private static void assertSignedOut(HttpUser user) {
        assertThat(user.get("/api/session").status()).isEqualTo(401);
        assertThat(user.get("/engine-rest/task?maxResults=1").status()).isEqualTo(401);
        assertThat(user.get("/camunda/api/engine/engine/default/task?maxResults=1")
                        .status())
                .isEqualTo(401);
        assertThat(user.page("/camunda/app/tasklist/default/").location()).isEqualTo("/anmelden");
    }

    /** Tasklist looks after its own session; see its module's tests. */
    @Test
    void theEnginesOtherPagesLeaveForOurLoginPageWhenTheirSessionEnds() {
        HttpUser admin = HttpUser.signedIn(port, "admin");
        for (String app : List.of("admin", "cockpit")) {
            assertThat(admin.get("/camunda/app/" + app + "/scripts/config.js").body())
                    .contains("/js/session.js");
        }
        assertThat(admin.get("/js/session.js").body()).contains("/anmelden");
    }

    @Test
    void everyPageHasItsOwnNonceHoweverManyAskAtOnce() throws Exception {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Answer>> asked = Collections.nCopies(200, () -> user.page("/camunda/app/tasklist/default/"));
            for (Future<Answer> page : many.invokeAll(asked)) {
                String policy = page.get().header("Content-Security-Policy").orElseThrow();
                String nonce = policy.replaceFirst("(?s).*'nonce-([^']+)'.*", "$1");
                assertThat(page.get().body()).contains("nonce=\"" + nonce + "\"");
            }
        } finally {
            many.shutdownNow();
        }
    }

    @Test
    void whoLeavesATeamIsOutWithTheNextClick() {
        guest(Municipality.SIEGBURG.team(), Groups.ADMIN);
        HttpUser user = HttpUser.signedIn(port, GUEST, GUEST_PASSWORD);
        assertThat(user.page("/camunda/app/admin/default/").status()).isEqualTo(200);
        assertThat(user.get("/actuator/metrics").status()).isEqualTo(200);

        removeGuest();
        guest(Municipality.SIEGBURG.team());
        assertThat(user.page("/camunda/app/admin/default/").status()).isEqualTo(403);
        assertThat(user.get("/actuator/metrics").status()).isEqualTo(403);
        assertThat(user.get("/engine-rest/authorization?maxResults=5").status()).isEqualTo(403);
        assertThat(user.get("/api/session").json().get("groups")).hasSize(1);
    }

    @Test
    void whoIsRemovedIsOutWithTheNextClick() {
        guest(Municipality.SIEGBURG.team());
        HttpUser user = HttpUser.signedIn(port, GUEST, GUEST_PASSWORD);
        removeGuest();
        assertSignedOut(user);
    }

    @Test
    void aGivenPasswordHasToBeChangedBeforeAnythingElse() {
        guest(Municipality.SIEGBURG.team());
        accounts.passwordGivenBySomebodyElse(GUEST);
        HttpUser user = HttpUser.anonymous(port);
        user.signIn(GUEST, GUEST_PASSWORD);

        assertThat(user.page("/").location()).isEqualTo("/kennwort");
        assertThat(user.page("/camunda/app/tasklist/default/").location()).isEqualTo("/kennwort");
        assertThat(user.get("/engine-rest/task?maxResults=1").status()).isEqualTo(403);
        assertThat(user.get("/camunda/api/engine/engine/default/task?maxResults=1")
                        .status())
                .isEqualTo(403);

        assertThat(change(user, GUEST_PASSWORD, "kurz", "kurz").body()).contains("zu kurz");
        assertThat(change(user, "falsch", "lauter neue Wörter", "lauter neue Wörter")
                        .body())
                .contains("bisherige Kennwort stimmt nicht");
        assertThat(change(user, GUEST_PASSWORD, "lauter neue Wörter", "lauter alte Wörter")
                        .body())
                .contains("nicht gleich");
        assertThat(change(user, GUEST_PASSWORD, "lauter neue Wörter", "lauter neue Wörter")
                        .location())
                .isEqualTo("/kennwort?geaendert");
        assertThat(user.get("/engine-rest/task?maxResults=1").status()).isEqualTo(200);
        assertThat(HttpUser.anonymous(port).signIn(GUEST, GUEST_PASSWORD).location())
                .isEqualTo("/anmelden");
        assertThat(HttpUser.anonymous(port).signIn(GUEST, "lauter neue Wörter").location())
                .isEqualTo("/");
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        guest(Municipality.SIEGBURG.team());
        HttpUser thief = HttpUser.signedIn(port, GUEST, GUEST_PASSWORD);
        HttpUser owner = HttpUser.signedIn(port, GUEST, GUEST_PASSWORD);
        change(owner, GUEST_PASSWORD, "lauter neue Wörter", "lauter neue Wörter");

        assertThat(owner.get("/api/session").status()).isEqualTo(200);
        assertThat(thief.get("/api/session").status()).isEqualTo(401);
    }

    private static Answer change(HttpUser user, String old, String fresh, String repeated) {
        return user.form(
                "/kennwort",
                Map.of("_csrf", user.formToken("/kennwort"), "alt", old, "neu", fresh, "wiederholung", repeated));
    }

    @Test
    void errorsAreSaidInGermanAndTellNothingAboutTheInside() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        assertThat(user.page("/camunda/app/cockpit/default/").body())
                .contains("Dafür fehlt Ihnen das Recht")
                .contains("für Ihre Rolle nicht vorgesehen");
        Answer missing = user.page("/gibt-es-nicht");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("Diese Seite gibt es nicht").doesNotContain("gibt-es-nicht");
        assertThat(user.page("/faelle/KIM-2026-99999").body()).contains("gehört nicht zu Ihrem Team");
        Answer forPrograms = user.get("/api/cases/KIM-2026-99999/decisions");
        assertThat(forPrograms.status()).isEqualTo(404);
        assertThat(forPrograms.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void ownPagesAllowNothingInlineAndCamundasNoEval() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        Answer own = user.page("/kennwort");
        assertThat(own.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(own.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(own.header("X-Frame-Options")).contains("DENY");

        List<String> tasklist = user.page("/camunda/app/tasklist/default/").headers("Content-Security-Policy");
        assertThat(tasklist)
                .singleElement()
                .asString()
                .contains("script-src 'self' 'nonce-")
                .doesNotContain("unsafe-eval");
    }
}
