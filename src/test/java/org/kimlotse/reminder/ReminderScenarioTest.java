package org.kimlotse.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.access.Accounts;
import org.kimlotse.access.HttpUser;
import org.kimlotse.access.Identities;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.MailDispatch;
import org.kimlotse.correspondence.Mailing;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.IncidentWatch;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.ClusterLocks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Somebody of an office who has something to do and does not look is told so, by a mail server that is really one. */
@LotseTest
class ReminderScenarioTest {

    private static final String LINK = "https://lotse.example/";

    @LocalServerPort
    int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private Identities identities;

    @Autowired
    private Accounts accounts;

    @Autowired
    private OpenTasks tasks;

    @Autowired
    private Outbox outbox;

    @Autowired
    private SystemIncidents incidents;

    @Autowired
    private IncidentWatch watch;

    @Autowired
    private ClusterLocks locks;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcClient jdbc;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final String office = "partner-test-" + letters();
    private final String person = "rita-" + letters();
    private String waiting = "";
    private Story story;
    private MailDispatch dispatch;
    private Reminders reminders;

    @BeforeEach
    void anOfficeWithSomebodyAndAServer() {
        server.start();
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
        dispatch = Mailing.through(server.getSmtp().getPort(), LINK, outbox, events, locks, clock);
        reminders = new Reminders(
                identities,
                accounts,
                tasks,
                outbox,
                Mailing.settings(server.getSmtp().getPort(), LINK),
                jdbc,
                locks,
                clock,
                transactions,
                3,
                5);
        IdentityService people = engine.getIdentityService();
        people.saveGroup(people.newGroup(office));
        User user = people.newUser(person);
        user.setEmail(person + "@office.example");
        people.saveUser(user);
        people.createMembership(person, office);
    }

    @AfterEach
    void everybodyLeaves() {
        server.stop();
        if (!waiting.isEmpty()) {
            story.task(person, "userTask_handleIncident", waiting).submit("incidentNote", "geklärt");
        }
        engine.getIdentityService().deleteUser(person);
        engine.getIdentityService().deleteGroup(office);
        // Nobody else's story is to find mail of this one.
        jdbc.sql("delete from letters where about = :person")
                .param("person", person)
                .update();
        incidents.open().stream()
                .filter(i -> i.reference().equals(person))
                .forEach(i -> incidents.close(i.id(), "Test"));
        clock.setTo("2026-09-16");
    }

    private static String letters() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    /** A free task of the office. */
    private void somethingToDo() {
        incidents.report(SystemIncident.Kind.GAP, person, null, "Für die Stelle gibt es etwas zu klären.", office);
        watch.run();
        waiting = incidents.openOf(Set.of(office)).get(0).id().toString();
    }

    private List<Letter> mails() {
        return outbox.about(person);
    }

    private List<MimeMessage> received() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(m -> to(m).contains(person))
                .toList();
    }

    private static String to(MimeMessage message) {
        try {
            return Arrays.toString(message.getRecipients(Message.RecipientType.TO));
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoHasSomethingToDoAndWasNotHereGetsALinkAndNothingElse() throws Exception {
        somethingToDo();
        reminders.run();
        assertThat(mails()).singleElement().extracting(Letter::state).isEqualTo(Letter.State.TO_SEND);

        dispatch.run();

        assertThat(mails()).singleElement().extracting(Letter::state).isEqualTo(Letter.State.SENT);
        assertThat(received()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("Sie haben etwas zu tun");
            assertThat(to(mail)).isEqualTo("[" + person + "@office.example]");
            assertThat(mail.getFrom()[0]).hasToString("lotse@example.org");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getContentType()).startsWith("text/plain");
            assertThat(String.valueOf(mail.getContent()))
                    .contains(LINK, "höchstens alle 5 Arbeitstage", "Möchten Sie keine mehr")
                    .doesNotContain("KIM-", "Übergabe", person);
        });
        assertThat(GreenMailUtil.getHeaders(received().get(0))).doesNotContain("KIM-");
    }

    @Test
    void nobodyIsRemindedTwiceOnADayNorBeforeFiveWorkingDaysHavePassed() {
        somethingToDo();
        assertThat(reminders.run()).isPositive();
        reminders.run();
        assertThat(mails()).hasSize(1);
        clock.setTo("2026-09-22");
        reminders.run();
        assertThat(mails()).as("four working days later").hasSize(1);
        clock.setTo("2026-09-23");
        reminders.run();
        reminders.run();
        assertThat(mails()).as("five working days later").hasSize(2);
        dispatch.run();
        dispatch.run();
        assertThat(received()).hasSize(2);
    }

    @Test
    void whoSignedInLatelyOrHasNothingToDoOrNoAddressIsLeftAlone() {
        reminders.run();
        assertThat(mails()).as("nothing to do").isEmpty();

        somethingToDo();
        accounts.signedIn(person, clock.instant().minus(Duration.ofDays(1)));
        accounts.signedIn(person, clock.instant());
        reminders.run();
        assertThat(mails()).as("was here today").isEmpty();
        clock.setTo("2026-09-18");
        reminders.run();
        assertThat(mails()).as("two working days ago").isEmpty();
        clock.setTo("2026-09-20");
        reminders.run();
        assertThat(mails()).as("on a Sunday").isEmpty();

        User user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        user.setEmail(" ");
        engine.getIdentityService().saveUser(user);
        clock.setTo("2026-09-21");
        reminders.run();
        assertThat(mails()).as("no address").isEmpty();

        user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        user.setEmail(person + "@office.example");
        engine.getIdentityService().saveUser(user);
        reminders.run();
        assertThat(mails()).as("three working days ago").hasSize(1);
    }

    @Test
    void signingInIsNoted() {
        clock.setTo("2026-09-17");
        HttpUser.signedIn(port, "jobcenter");
        assertThat(accounts.lastSignIn("jobcenter")).contains(clock.instant());
        assertThat(accounts.lastSignIn("niemand")).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsTriedAgainAndThenItIsSomebodysTask() {
        somethingToDo();
        reminders.run();
        server.stop();

        assertThat(dispatch.run().later()).isPositive();
        assertThat(dispatch.run().later()).as("not at once").isZero();
        assertThat(mails()).singleElement().extracting(Letter::state).isEqualTo(Letter.State.TO_SEND);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofDays(4));
            dispatch.run();
        }
        assertThat(mails()).singleElement().extracting(Letter::state).isEqualTo(Letter.State.NOT_SENT);

        watch.run();
        SystemIncident incident = incidents.openOf(Set.of("admin")).stream()
                .filter(i -> i.reference().equals(person))
                .findFirst()
                .orElseThrow();
        assertThat(incident.kind()).isEqualTo(SystemIncident.Kind.MAIL_NOT_SENT);
        assertThat(incident.summary())
                .contains(person, "6-mal nicht zu erreichen")
                .doesNotContain("@");
        story.task("admin", "userTask_handleIncident", incident.id().toString())
                .submit("incidentNote", "Server läuft wieder");
        assertThat(incidents.openOf(Set.of("admin")))
                .noneMatch(i -> i.reference().equals(person));
    }

    @Test
    void aServerThatComesBackGetsTheMailOnce() {
        somethingToDo();
        reminders.run();
        int smtp = server.getSmtp().getPort();
        server.stop();
        dispatch.run();
        GreenMail again = new GreenMail(new ServerSetup(smtp, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            clock.advance(Duration.ofMinutes(6));
            dispatch.run();
            dispatch.run();
            assertThat(again.getReceivedMessages()).hasSize(1);
            assertThat(mails()).singleElement().extracting(Letter::state).isEqualTo(Letter.State.SENT);
        } finally {
            again.stop();
        }
    }

    @Test
    void aMailThatWasInHandWhenTheNodeDiedIsNotSentTwiceButTold() {
        somethingToDo();
        reminders.run();
        assertThat(outbox.takeInHand(mails().get(0).id(), clock.instant())).contains(1);
        assertThat(outbox.takeInHand(mails().get(0).id(), clock.instant()))
                .as("somebody has it")
                .isEmpty();

        dispatch.run();
        assertThat(mails().get(0).state()).as("perhaps it is just being sent").isEqualTo(Letter.State.SENDING);
        clock.advance(Duration.ofMinutes(16));
        dispatch.run();

        assertThat(received()).isEmpty();
        assertThat(mails().get(0).state()).isEqualTo(Letter.State.NOT_SENT);
        assertThat(incidents.openOf(Set.of("admin")))
                .anySatisfy(i -> assertThat(i.summary()).contains(person, "Ob sie ankam, ist nicht bekannt"));
    }

    @Test
    void anAddressThatIsNoneIsGivenUpAtOnce() {
        somethingToDo();
        User user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        user.setEmail("keine adresse@@");
        engine.getIdentityService().saveUser(user);
        reminders.run();

        assertThat(dispatch.run().notSent()).isPositive();

        assertThat(mails()).singleElement().extracting(Letter::state).isEqualTo(Letter.State.NOT_SENT);
        assertThat(incidents.openOf(Set.of("admin"))).anySatisfy(i -> assertThat(i.summary())
                .contains(person, "Adresse abgelehnt")
                .doesNotContain("@@"));
    }

    @Test
    void aHouseThatWasNotToldItsMailServerWritesAndSendsNothing() {
        somethingToDo();
        Reminders silent = new Reminders(
                identities, accounts, tasks, outbox, Mailing.off(), jdbc, locks, clock, transactions, 3, 5);
        assertThat(silent.run()).isZero();
        assertThat(mails()).isEmpty();
        assertThat(Mailing.settings(1, "").on())
                .as("without an address for people")
                .isFalse();
    }

    @Test
    void mailIsForgottenAfterThreeMonths() {
        somethingToDo();
        reminders.run();
        dispatch.run();
        clock.setTo("2026-12-16");
        dispatch.forget();
        assertThat(mails()).hasSize(1);
        clock.setTo("2026-12-17");
        dispatch.forget();
        assertThat(mails()).isEmpty();
    }
}
