package org.kimlotse.correspondence;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.ClusterLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends the outbox's mail, each at most once: it is taken in hand before it is sent, and one that was in hand when a node died
 * is not sent again. A server that is away is tried again for some hours; what was refused is given up at once. Whatever is
 * given up becomes somebody's task.
 */
@Component
public class MailDispatch {

    /** @param notSent were given up; each is an incident */
    public record Report(int sent, int later, int notSent) {}

    private static final Logger LOG = LoggerFactory.getLogger(MailDispatch.class);
    private static final Duration LOCK = Duration.ofMinutes(10);

    /** Longer than any attempt may take. */
    private static final Duration IN_DOUBT = Duration.ofMinutes(15);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 6;
    private static final int AT_ONCE = 50;

    private final Outbox outbox;
    private final MailSettings settings;
    private final ApplicationEventPublisher events;
    private final ClusterLocks locks;
    private final Clock clock;
    private final Period kept;

    MailDispatch(
            Outbox outbox,
            MailSettings settings,
            ApplicationEventPublisher events,
            ClusterLocks locks,
            Clock clock,
            @Value("${lotse.retention.mail:P3M}") Period kept) {
        this.outbox = outbox;
        this.settings = settings;
        this.events = events;
        this.locks = locks;
        this.clock = clock;
        this.kept = kept;
    }

    @Scheduled(fixedDelayString = "${lotse.mail.send-every:PT30S}", initialDelayString = "PT30S")
    void tick() {
        locks.alone("mail", LOCK, () -> run(() -> locks.keep(LOCK)));
    }

    @Scheduled(cron = "${lotse.erasure.at:0 30 3 * * *}", zone = "Europe/Berlin")
    void tidy() {
        locks.alone("mail-retention", LOCK, this::forget);
    }

    /** Sends what is due. Outside a transaction. */
    public Report run() {
        return run(() -> {});
    }

    private Report run(Runnable afterEach) {
        if (!settings.on()) {
            return new Report(0, 0, 0);
        }
        int sent = 0;
        int later = 0;
        int notSent = 0;
        for (Letter doubtful : outbox.mailInDoubt(clock.instant().minus(IN_DOUBT))) {
            giveUp(
                    doubtful,
                    "Lotse wurde beim Versand unterbrochen. Ob sie ankam, ist nicht bekannt; sie wird nicht noch einmal verschickt.");
            notSent++;
        }
        for (Letter mail : outbox.mailToSend(clock.instant(), AT_ONCE)) {
            Optional<Integer> attempt = outbox.takeInHand(mail.id(), clock.instant());
            if (attempt.isPresent()) {
                switch (send(mail, attempt.get())) {
                    case SENT -> sent++;
                    case TO_SEND -> later++;
                    default -> notSent++;
                }
                afterEach.run();
            }
        }
        return new Report(sent, later, notSent);
    }

    /** Deletes mail that is over and older than it is kept. */
    public int forget() {
        return outbox.forgetMail(
                BusinessCalendar.startOf(BusinessCalendar.today(clock).minus(kept)));
    }

    private Letter.State send(Letter mail, int attempt) {
        try {
            settings.sender().send(message(mail));
            outbox.putDown(mail.id(), Letter.State.SENT, null);
            return Letter.State.SENT;
        } catch (MailException | MessagingException e) {
            // Its words may quote the address.
            LOG.warn(
                    "Mail {} was not sent at attempt {}: {}",
                    mail.id(),
                    attempt,
                    e.getClass().getName());
            if (refused(e)) {
                giveUp(mail, "Der Mailserver hat die Adresse abgelehnt. Bitte prüfen Sie die Mailadresse des Kontos.");
                return Letter.State.NOT_SENT;
            }
            if (attempt >= ATTEMPTS) {
                giveUp(
                        mail,
                        "Der Mailserver war %d-mal nicht zu erreichen oder hat nicht angenommen.".formatted(attempt));
                return Letter.State.NOT_SENT;
            }
            Instant again = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << (2 * (attempt - 1))));
            outbox.putDown(mail.id(), Letter.State.TO_SEND, again);
            return Letter.State.TO_SEND;
        }
    }

    private MimeMessage message(Letter mail) throws MessagingException {
        MimeMessage message = settings.sender().createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.from());
        helper.setTo(mail.recipient().addressee());
        helper.setSubject(mail.subject());
        helper.setText(mail.body(), false);
        helper.setSentDate(Date.from(clock.instant()));
        // Nobody's out-of-office answers a machine (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private void giveUp(Letter mail, String reason) {
        outbox.putDown(mail.id(), Letter.State.NOT_SENT, null);
        events.publishEvent(new MailNotSent(
                Objects.requireNonNullElse(mail.about(), mail.id().toString()), reason));
    }

    /** The address itself is wrong; trying again would not help. */
    private static boolean refused(Exception e) {
        if (e instanceof MailParseException
                || e instanceof MailPreparationException
                || e instanceof jakarta.mail.internet.AddressException) {
            return true;
        }
        List<Throwable> causes = new java.util.ArrayList<>();
        if (e instanceof MailSendException several) {
            causes.addAll(several.getFailedMessages().values());
            causes.addAll(List.of(several.getMessageExceptions()));
        }
        causes.add(e);
        return causes.stream().anyMatch(MailDispatch::permanent);
    }

    private static boolean permanent(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause instanceof SendFailedException failed
                    && failed.getInvalidAddresses() != null
                    && failed.getInvalidAddresses().length > 0) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable thrown) {
        return thrown instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : thrown.getCause();
    }
}
