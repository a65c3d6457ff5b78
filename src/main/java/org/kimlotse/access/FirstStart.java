package org.kimlotse.access;

import java.security.SecureRandom;
import java.util.List;
import org.kimlotse.access.Identities.NewUser;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.SampleData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sees to it before the first request that the groups exist and that there is an administrator: without one the engine's
 * web applications would offer to make one to anybody.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    /** No letters or digits that are mistaken for one another when read off a log. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    static final String ADMINISTRATOR = "admin";

    private final Identities identities;
    private final Accounts accounts;
    private final SampleUsers sampleUsers;
    private final SampleData sampleData;
    private final Directory directory;
    private final boolean resetAdministrator;

    FirstStart(
            Identities identities,
            Accounts accounts,
            SampleUsers sampleUsers,
            SampleData sampleData,
            Directory directory,
            @Value("${lotse.reset-administrator:false}") boolean resetAdministrator) {
        this.identities = identities;
        this.accounts = accounts;
        this.sampleUsers = sampleUsers;
        this.sampleData = sampleData;
        this.directory = directory;
        this.resetAdministrator = resetAdministrator;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Groups.permanent().forEach(identities::ensureGroup);
        // So that an administrator who gives an office an account finds its group.
        directory.offices().forEach(office -> identities.ensureGroup(office.partnerGroup(), office.label()));
        if (sampleData.users()) {
            sampleUsers.ensure();
        } else {
            sampleUsers.remove();
        }
        if (resetAdministrator
                || identities.membersOf(Groups.ADMIN).isEmpty()
                || identities.membersOf(Groups.ENGINE_ADMIN).isEmpty()) {
            giveOneTimePassword();
        }
    }

    private void giveOneTimePassword() {
        String password = oneTimePassword();
        identities.remove(ADMINISTRATOR);
        identities.create(new NewUser(ADMINISTRATOR, "", "Administration", password, List.of(Groups.ADMIN)));
        accounts.passwordGivenBySomebodyElse(ADMINISTRATOR);
        LOG.warn(
                """

                ------------------------------------------------------------------
                 Es gibt noch keine Administration. Einmal-Kennwort für die erste
                 Anmeldung (muss danach sofort geändert werden):

                   Benutzername: {}
                   Kennwort:     {}
                ------------------------------------------------------------------
                """,
                ADMINISTRATOR,
                password);
    }

    private static String oneTimePassword() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
