package org.kimlotse.correspondence;

import java.time.Clock;
import java.time.Period;
import org.kimlotse.shared.ClusterLocks;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A house that sends mail through the test's own server. */
public final class Mailing {

    private Mailing() {}

    public static MailSettings settings(int smtpPort, String publicAddress) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(smtpPort);
        sender.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "2000");
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "5000");
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("sender", sender);
        return new MailSettings(beans.getBeanProvider(JavaMailSender.class), "lotse@example.org", publicAddress);
    }

    public static MailSettings off() {
        return new MailSettings(
                new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class),
                "lotse@example.org",
                "https://x");
    }

    public static MailDispatch through(
            int smtpPort,
            String publicAddress,
            Outbox outbox,
            ApplicationEventPublisher events,
            ClusterLocks locks,
            Clock clock) {
        return new MailDispatch(outbox, settings(smtpPort, publicAddress), events, locks, clock, Period.ofMonths(3));
    }
}
