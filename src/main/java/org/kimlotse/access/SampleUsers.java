package org.kimlotse.access;

import java.util.List;
import org.kimlotse.access.Identities.NewUser;
import org.kimlotse.shared.Municipality;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One user per role with a known password (the user's id), for trying out; only with {@code lotse.sample-data=true}. */
@Component
public class SampleUsers {

    /** @param role what this user is for, German, shown on the log-in page */
    public record Sample(String id, String firstName, String lastName, String role, List<String> groups) {

        public String name() {
            return firstName + " " + lastName;
        }
    }

    private static final List<Sample> ALL = List.of(
            new Sample(
                    "fallmanagement",
                    "Frauke",
                    "Siebert",
                    "Fallmanagement Siegburg",
                    List.of(Municipality.SIEGBURG.team())),
            new Sample(
                    "vertretung",
                    "Volker",
                    "Tamm",
                    "Vertretung im Fallmanagement Siegburg",
                    List.of(Municipality.SIEGBURG.team())),
            new Sample("lohmar", "Lotte", "Marx", "Fallmanagement Lohmar", List.of(Municipality.LOHMAR.team())),
            new Sample("jobcenter", "Jan", "Zentner", "Jobcenter, Geschäftsstelle Siegburg", List.of("partner-jc-sie")),
            new Sample("sozialamt", "Sofia", "Amtmann", "Sozialamt Siegburg", List.of("partner-soz-sie")),
            new Sample("koordination", "Kora", "Dinand", "Koordination (Modul 1)", List.of(Groups.COORDINATION)),
            new Sample("koordination2", "Karl", "Ordner", "Koordination, zweite Person", List.of(Groups.COORDINATION)),
            new Sample("sozialdezernat", "Sabine", "Dezer", "Lenkungsgruppe: Sozialdezernat", List.of(Groups.STEERING)),
            new Sample(
                    "jobcenter-leitung",
                    "Jens",
                    "Leitner",
                    "Lenkungsgruppe: Geschäftsführung Jobcenter",
                    List.of(Groups.STEERING)),
            new Sample("prozesse", "Petra", "Zessin", "Prozessverantwortung", List.of(Groups.PROCESS_OWNER)),
            new Sample("admin", "Adam", "Minster", "Administration", List.of(Groups.ADMIN)));

    private final Identities identities;
    private final Accounts accounts;

    SampleUsers(Identities identities, Accounts accounts) {
        this.identities = identities;
        this.accounts = accounts;
    }

    public List<Sample> all() {
        return ALL;
    }

    /** Makes those that are missing; a user of the same name who is no sample is left alone. */
    @Transactional
    public void ensure() {
        for (Sample sample : ALL) {
            if (!identities.exists(sample.id())) {
                sample.groups().forEach(group -> identities.ensureGroup(group, group));
                identities.create(
                        new NewUser(sample.id(), sample.firstName(), sample.lastName(), sample.id(), sample.groups()));
                accounts.sample(sample.id());
            }
        }
    }

    /** Removes every sample user. */
    @Transactional
    public void remove() {
        for (String userId : accounts.samples()) {
            identities.remove(userId);
            accounts.forget(userId);
            accounts.forgetSignIns(userId);
        }
    }

    /** Removes the sample users and makes them anew, with their first passwords and groups. */
    @Transactional
    public void reset() {
        remove();
        ensure();
    }
}
