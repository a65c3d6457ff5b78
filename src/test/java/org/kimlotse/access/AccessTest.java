package org.kimlotse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kimlotse.LotseTest;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Actors.Actor;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

@LotseTest
class AccessTest {

    private static final Actor CLERK = new Actor("fallmanagement", "Frauke Siebert", Set.of("case-manager-siegburg"));

    @LocalServerPort
    int port;

    @Autowired
    Actors actors;

    @Autowired
    ReadLog readLog;

    @Autowired
    SampleUsers sampleUsers;

    @Autowired
    Identities identities;

    @Autowired
    Clock clock;

    @Test
    void theActorIsWhoeverIsSignedInAndNobodyInAJob() {
        assertThat(actors.current()).isEmpty();
        assertThat(actors.currentId()).isEqualTo("lotse");
        as(CLERK, () -> {
            assertThat(actors.currentId()).isEqualTo("fallmanagement");
            assertThat(actors.current().orElseThrow().teams()).containsExactly("case-manager-siegburg");
        });
    }

    @Test
    void namesAndMembersComeFromTheUsers() {
        assertThat(actors.displayName("lohmar")).isEqualTo("Lotte Marx");
        assertThat(actors.displayName("gibt-es-nicht")).isEqualTo("gibt-es-nicht");
        assertThat(actors.membersOf("coordination")).containsExactly("koordination", "koordination2");
        assertThat(actors.membersOf("partner-gibt-es-nicht")).isEmpty();
    }

    @Test
    void aReadIsLoggedForPeopleAndNotForJobs() {
        CaseId id = new CaseId("KIM-2026-91001");
        readLog.record(id, "CASE_FILE");
        assertThat(readLog.of(id)).isEmpty();
        as(CLERK, () -> readLog.record(id, "CASE_FILE"));
        assertThat(readLog.of(id))
                .containsExactly(new ReadLog.Read("fallmanagement", id, clock.instant(), "CASE_FILE"));
    }

    @Test
    void aResetBringsTheSampleUsersBackAsTheyWere() {
        identities.changePassword("prozesse", "etwas ganz anderes");
        identities.remove("sozialamt");
        sampleUsers.reset();
        assertThat(HttpUser.anonymous(port)
                        .signIn("prozesse", "etwas ganz anderes")
                        .location())
                .isEqualTo("/anmelden");
        assertThat(HttpUser.signedIn(port, "prozesse")
                        .get("/api/session")
                        .json()
                        .get("groups")
                        .get(0)
                        .asText())
                .isEqualTo("process-owner");
        assertThat(identities.find("sozialamt").orElseThrow().groups()).containsExactly("partner-soz-sie");
    }

    @ParameterizedTest
    @CsvSource({
        "kurz, zu kurz",
        "aaaaaaaaaaaaaaaa, zu wenigen verschiedenen",
        "FallManagement-2026, Benutzernamen",
    })
    void weakPasswordsAreRefusedWithTheReason(String password, String reason) {
        assertThat(PasswordRules.objection("fallmanagement", password).orElseThrow())
                .contains(reason);
    }

    @Test
    void aPhraseIsAPassword() {
        assertThat(PasswordRules.objection("fallmanagement", "drei Dackel im Regen"))
                .isEmpty();
    }

    @Test
    void theWaitGrowsToAMinuteAndIsForgotten() {
        Tick tick = new Tick();
        LoginBackOff backOff = new LoginBackOff(tick);
        for (int i = 0; i < 4; i++) {
            backOff.failed("x", "1.2.3.4");
        }
        assertThat(backOff.wait("x", "1.2.3.4")).isZero();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            backOff.failed("x", "1.2.3.4");
            waits.add(backOff.wait("x", "1.2.3.4").toSeconds());
        }
        assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
        assertThat(backOff.wait("x", "5.6.7.8")).as("elsewhere").isZero();
        assertThat(backOff.wait("y", "1.2.3.4")).as("somebody else").isZero();
        tick.now = tick.now.plus(Duration.ofMinutes(16));
        assertThat(backOff.wait("x", "1.2.3.4")).isZero();
        backOff.failed("x", "1.2.3.4");
        assertThat(backOff.wait("x", "1.2.3.4")).isZero();
    }

    @Test
    void manyNamesFromOnePlaceAreSlowedDownToo() {
        LoginBackOff backOff = new LoginBackOff(new Tick());
        for (int i = 0; i < 40; i++) {
            backOff.failed("name" + i, "1.2.3.4");
        }
        assertThat(backOff.wait("another", "1.2.3.4")).isPositive();
    }

    private static final class Tick extends Clock {
        private Instant now = Instant.parse("2026-09-16T08:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static void as(Actor actor, Runnable work) {
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedIn(actor)));
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
