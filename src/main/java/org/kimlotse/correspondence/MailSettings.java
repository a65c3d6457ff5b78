package org.kimlotse.correspondence;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Whether this house sends mail: only if it was told the mail server ({@code spring.mail.host}), from whom mail comes and
 * under which address people reach Lotse. Without all three nothing is written and nothing is sent.
 */
@Component
public class MailSettings {

    private static final Logger LOG = LoggerFactory.getLogger(MailSettings.class);

    private final Optional<JavaMailSender> sender;
    private final String from;
    private final String publicAddress;

    MailSettings(
            ObjectProvider<JavaMailSender> sender,
            @Value("${lotse.mail.from:}") String from,
            @Value("${lotse.public-address:}") String publicAddress) {
        this.sender = Optional.ofNullable(sender.getIfAvailable());
        this.from = from.strip();
        this.publicAddress = publicAddress.strip();
        if (this.sender.isPresent() && !on()) {
            LOG.warn("A mail server is set, but lotse.mail.from or lotse.public-address is not: no mail is sent");
        }
    }

    public boolean on() {
        return sender.isPresent() && !from.isEmpty() && !publicAddress.isEmpty();
    }

    /** Where people reach Lotse with a browser, as the administration set it. */
    public String publicAddress() {
        return publicAddress;
    }

    String from() {
        return from;
    }

    JavaMailSender sender() {
        return sender.orElseThrow();
    }
}
