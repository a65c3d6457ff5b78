package org.kimlotse.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.access.HttpUser;
import org.kimlotse.takeover.TakeoverWork;
import org.kimlotse.takeover.Takeovers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of cases and the page that opens one, over HTTP as a browser uses them. */
@LotseTest
class CasesPageTest {

    @Autowired
    Takeovers takeovers;

    @Autowired
    TakeoverWork work;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aCaseIsFoundByTheFileNumberItHadBeforeLotse() {
        String reference = "Az " + UUID.randomUUID();
        UUID file = Acting.as(
                "fallmanagement",
                () -> takeovers.upload(
                        ("""
                        Aktenzeichen alt;Vorname;Familienname;Geburtsdatum;Gemeinde;Fallführung;Fall geführt seit;Stand
                        %s;Alt;Bestand%s;12.04.1995;Siegburg;fallmanagement;03.02.2024;Begleitung
                        """
                                        .formatted(
                                                reference,
                                                UUID.randomUUID().toString().replaceAll("[^a-f]", "")))
                                .getBytes(StandardCharsets.UTF_8)));
        work.check();
        Acting.as("fallmanagement", () -> {
            takeovers.chooseAllRight(file);
            takeovers.confirm(file);
        });
        work.run();
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        String looked = reference.substring(5, 20).toUpperCase(Locale.ROOT);
        assertThat(user.form("/faelle", Map.of("_csrf", user.formToken("/faelle"), "suche", looked))
                        .body())
                .contains("1 Fall", reference);
        HttpUser other = HttpUser.signedIn(port, "lohmar");
        assertThat(other.form("/faelle", Map.of("_csrf", other.formToken("/faelle"), "suche", looked))
                        .body())
                .doesNotContain(reference);
    }

    @Test
    void aNameIsLookedForInTheBodyOfARequestAndNeverInAnAddress() {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        String family = "Adresslos" + UUID.randomUUID().toString().substring(0, 8);
        user.form("/faelle/neu", newCase(user, family));

        assertThat(user.form("/faelle", Map.of("_csrf", user.formToken("/faelle"), "suche", family))
                        .body())
                .contains("Amal " + family);
        assertThat(user.page("/faelle?suche=" + family).body()).doesNotContain("value=\"" + family);
        assertThat(user.page("/faelle?suche=KIM-").body()).contains("value=\"KIM-");
        assertThat(user.page("/faelle").body()).contains("method=\"post\"").doesNotContain("method=\"get\"");
    }

    @Test
    void clickingThreeTimesOpensOneCaseAndEveryClickLandsThere() throws Exception {
        HttpUser user = HttpUser.signedIn(port, "fallmanagement");
        String family = "Dreiklick" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> sent = newCase(user, family);
        CyclicBarrier together = new CyclicBarrier(3);
        ExecutorService clicks = Executors.newFixedThreadPool(3);
        List<Future<HttpUser.Answer>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                answers.add(clicks.submit(() -> {
                    together.await();
                    return user.form("/faelle/neu", sent);
                }));
            }
            for (Future<HttpUser.Answer> answer : answers) {
                assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(302);
                assertThat(answer.get().location()).contains("/camunda/app/tasklist/default/#/?task=");
            }
        } finally {
            clicks.shutdownNow();
        }
        assertThat(jdbc.sql("select count(*) from persons where family_name = :name")
                        .param("name", family)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private static Map<String, String> newCase(HttpUser user, String family) {
        return new HashMap<>(Map.of(
                "_csrf", user.formToken("/faelle/neu"),
                "clientToken", UUID.randomUUID().toString(),
                "givenName", "Amal",
                "familyName", family,
                "birthDate", "1994-03-02",
                "municipality", "SIEGBURG",
                "language", "AR",
                "despiteDuplicate", "true"));
    }
}
