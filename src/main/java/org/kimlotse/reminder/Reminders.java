package org.kimlotse.reminder;

import static org.kimlotse.shared.SqlTypes.dayOrNull;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kimlotse.access.Accounts;
import org.kimlotse.access.Groups;
import org.kimlotse.access.Identities;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.LetterDraft;
import org.kimlotse.correspondence.MailSettings;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.correspondence.Recipient;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.ClusterLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reminds the people of offices and of the steering group who have something to do and have not signed in for some working
 * days, each at most once in so many working days. Who has entered no mail address is not reminded.
 */
@Component
public class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final Duration LOCK = Duration.ofMinutes(30);
    private static final String TEMPLATE = "reminder";

    private final Identities identities;
    private final Accounts accounts;
    private final OpenTasks tasks;
    private final Outbox outbox;
    private final MailSettings mail;
    private final JdbcClient jdbc;
    private final ClusterLocks locks;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final int away;
    private final int again;

    Reminders(
            Identities identities,
            Accounts accounts,
            OpenTasks tasks,
            Outbox outbox,
            MailSettings mail,
            JdbcClient jdbc,
            ClusterLocks locks,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${lotse.reminder.after-working-days:3}") int away,
            @Value("${lotse.reminder.again-after-working-days:5}") int again) {
        this.identities = identities;
        this.accounts = accounts;
        this.tasks = tasks;
        this.outbox = outbox;
        this.mail = mail;
        this.jdbc = jdbc;
        this.locks = locks;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.away = away;
        this.again = Math.max(1, again);
    }

    @Scheduled(cron = "${lotse.reminder.at:0 0 8 * * MON-FRI}", zone = "Europe/Berlin")
    void tick() {
        locks.alone("reminder", LOCK, () -> {
            int written = run();
            if (written > 0) {
                LOG.info("{} reminders were put into the outbox", written);
            }
        });
    }

    /** Writes today's reminders into the outbox; returns how many. Outside a transaction. */
    public int run() {
        LocalDate today = BusinessCalendar.today(clock);
        if (!mail.on() || !BusinessCalendar.isArbeitstag(today)) {
            return 0;
        }
        int written = 0;
        for (String userId : rarelyHere()) {
            try {
                Boolean reminded = transaction.execute(t -> remind(userId, today));
                written += Boolean.TRUE.equals(reminded) ? 1 : 0;
            } catch (RuntimeException e) {
                LOG.error("{} could not be reminded", userId, e);
            }
        }
        return written;
    }

    /** Members of offices with a log-in and of the steering group. */
    private SortedSet<String> rarelyHere() {
        SortedSet<String> users = new TreeSet<>(identities.membersOf(Groups.STEERING));
        identities.groups().stream()
                .filter(group -> Directory.officeOfGroup(group).isPresent())
                .forEach(group -> users.addAll(identities.membersOf(group)));
        return users;
    }

    private boolean remind(String userId, LocalDate today) {
        Optional<String> address =
                identities.mailAddress(userId).filter(a -> a.length() <= Identities.LONGEST_MAIL_ADDRESS);
        if (address.isEmpty() || hereLately(userId, today) || remindedLately(userId, today) || !tasks.any(userId)) {
            return false;
        }
        note(userId, today);
        outbox.put(new LetterDraft(
                "reminder/" + userId + "/" + today,
                TEMPLATE,
                Map.of("link", mail.publicAddress(), "interval", String.valueOf(again)),
                Letter.Channel.MAIL,
                Recipient.account(address.get()),
                null,
                userId));
        return true;
    }

    private boolean hereLately(String userId, LocalDate today) {
        return accounts.lastSignIn(userId)
                .map(BusinessCalendar::dayOf)
                .filter(day -> BusinessCalendar.plusArbeitstage(day, away).isAfter(today))
                .isPresent();
    }

    private boolean remindedLately(String userId, LocalDate today) {
        return jdbc.sql("select reminded_on from reminders where user_id = :user")
                .param("user", userId)
                .query((row, n) -> Objects.requireNonNull(dayOrNull(row, "reminded_on")))
                .optional()
                .filter(day -> BusinessCalendar.plusArbeitstage(day, again).isAfter(today))
                .isPresent();
    }

    private void note(String userId, LocalDate today) {
        int known = jdbc.sql("update reminders set reminded_on = :today where user_id = :user")
                .param("today", today)
                .param("user", userId)
                .update();
        if (known == 0) {
            jdbc.sql("insert into reminders (user_id, reminded_on) values (:user, :today)")
                    .param("user", userId)
                    .param("today", today)
                    .update();
        }
    }
}
