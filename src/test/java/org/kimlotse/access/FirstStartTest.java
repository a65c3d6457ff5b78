package org.kimlotse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kimlotse.Lotse;
import org.kimlotse.TestClock;
import org.kimlotse.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The first start as an operator meets it: an empty database and no sample data. */
@SpringBootTest(
        classes = Lotse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "lotse.sample-data=false")
@ActiveProfiles("test")
@Tag("first-start")
@Import(TestClock.Configuration.class)
@ContextConfiguration(initializers = TestDatabase.class)
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {

    private static final String CHOSEN = "ganz andere Wörter hier";

    @LocalServerPort
    int port;

    @Autowired
    Identities identities;

    @Autowired
    FirstStart firstStart;

    @Test
    void theLogHoldsAOneTimePasswordThatHasToBeChanged(CapturedOutput log) {
        HttpUser visitor = HttpUser.anonymous(port);
        assertThat(visitor.page("/anmelden").body()).doesNotContain("Zum Ausprobieren");
        assertThat(visitor.page("/camunda/app/admin/default/setup/").status()).isEqualTo(403);
        assertThat(visitor.post("/camunda/api/admin/setup/default/user/create", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(identities.exists("fallmanagement")).isFalse();
        assertThat(visitor.signIn("admin", "admin").location()).isEqualTo("/anmelden");

        Matcher printed =
                Pattern.compile("Benutzername: (\\S+)\\s+Kennwort:\\s+(\\S+)").matcher(log.getAll());
        assertThat(printed.find()).as("a password in the log").isTrue();
        HttpUser admin = HttpUser.anonymous(port);
        assertThat(admin.signIn(printed.group(1), printed.group(2)).location()).isEqualTo("/");
        assertThat(admin.page("/").location()).isEqualTo("/kennwort");
        assertThat(admin.page("/camunda/app/admin/default/").location()).isEqualTo("/kennwort");
        assertThat(admin.get("/engine-rest/user?maxResults=5").status()).isEqualTo(403);
        Map<String, String> change = Map.of(
                "_csrf", admin.formToken("/kennwort"), "alt", printed.group(2), "neu", CHOSEN, "wiederholung", CHOSEN);
        assertThat(admin.form("/kennwort", change).location()).isEqualTo("/kennwort?geaendert");
        assertThat(admin.page("/camunda/app/admin/default/").status()).isEqualTo(200);

        // A second start leaves the administrator alone.
        firstStart.afterSingletonsInstantiated();
        assertThat(HttpUser.anonymous(port).signIn("admin", CHOSEN).location()).isEqualTo("/");
    }

    @Test
    void groupsOfTeamsAndOfficesAreThere() {
        assertThat(identities.membersOf(Groups.ENGINE_ADMIN)).containsExactly("admin");
        assertThat(identities.groups())
                .contains("case-manager-bad-honnef", "partner-jc-sie", "coordination", "steering-group");
    }
}
