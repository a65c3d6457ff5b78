package org.kimlotse.board;

import java.util.stream.Collectors;
import org.kimlotse.access.SampleUsers;
import org.kimlotse.shared.SampleData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at the end of the start where Lotse is, who can log in and what to click first. */
@Component
class StartHint {

    private static final Logger LOG = LoggerFactory.getLogger("Lotse");

    private final SampleData sampleData;
    private final SampleUsers sampleUsers;
    private final Environment environment;

    StartHint(SampleData sampleData, SampleUsers sampleUsers, Environment environment) {
        this.sampleData = sampleData;
        this.sampleUsers = sampleUsers;
        this.environment = environment;
    }

    @Order(Ordered.LOWEST_PRECEDENCE)
    @EventListener
    void tell(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext web)) {
            return;
        }
        String host = environment.getProperty("server.address", "localhost");
        String address = "http://%s:%d/".formatted(host, web.getWebServer().getPort());
        if (!sampleData.users()) {
            LOG.info("Lotse läuft: {}", address);
            return;
        }
        String users = sampleUsers.all().stream()
                .map(user -> "    %-18s %s".formatted(user.id(), user.role()))
                .collect(Collectors.joining(System.lineSeparator()));
        LOG.info(
                """


                  Lotse läuft: {}

                  Beispielbenutzer (das Kennwort ist gleich dem Benutzernamen):
                {}

                  Zuerst: als „fallmanagement“ anmelden, die Liste „Heute fällig“ ansehen, dann oben auf „Neuer Fall“ klicken.
                """,
                address,
                users);
    }
}
