package org.kimlotse.access;

import static org.kimlotse.shared.Municipality.ALFTER;
import static org.kimlotse.shared.Municipality.BAD_HONNEF;
import static org.kimlotse.shared.Municipality.BORNHEIM;
import static org.kimlotse.shared.Municipality.EITORF;
import static org.kimlotse.shared.Municipality.HENNEF;
import static org.kimlotse.shared.Municipality.KOENIGSWINTER;
import static org.kimlotse.shared.Municipality.MECKENHEIM;
import static org.kimlotse.shared.Municipality.MUCH;
import static org.kimlotse.shared.Municipality.NEUNKIRCHEN_SEELSCHEID;
import static org.kimlotse.shared.Municipality.NIEDERKASSEL;
import static org.kimlotse.shared.Municipality.RHEINBACH;
import static org.kimlotse.shared.Municipality.RUPPICHTEROTH;
import static org.kimlotse.shared.Municipality.SANKT_AUGUSTIN;
import static org.kimlotse.shared.Municipality.SWISTTAL;
import static org.kimlotse.shared.Municipality.TROISDORF;
import static org.kimlotse.shared.Municipality.WACHTBERG;
import static org.kimlotse.shared.Municipality.WINDECK;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kimlotse.access.Identities.NewUser;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.SampleData;
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

    /** The case managers of the other municipalities, some for several; they come with the sample cases. */
    private static final List<Sample> ELSEWHERE = List.of(
            caseManager("troisdorf", "Tarik", "Rosen", TROISDORF, NIEDERKASSEL, SANKT_AUGUSTIN),
            caseManager("obere-sieg", "Olga", "Sieger", HENNEF, EITORF, RUPPICHTEROTH, WINDECK),
            caseManager("bergisch", "Britta", "Schulte", MUCH, NEUNKIRCHEN_SEELSCHEID),
            caseManager("siebengebirge", "Simon", "Berger", BAD_HONNEF, KOENIGSWINTER, WACHTBERG),
            caseManager("linksrheinisch", "Lina", "Rehm", ALFTER, BORNHEIM, MECKENHEIM, RHEINBACH, SWISTTAL));

    private final Identities identities;
    private final Accounts accounts;
    private final List<Sample> all;

    SampleUsers(Identities identities, Accounts accounts, SampleData sampleData) {
        this.identities = identities;
        this.accounts = accounts;
        this.all = sampleData.cases()
                ? Stream.concat(ALL.stream(), ELSEWHERE.stream()).toList()
                : ALL;
    }

    private static Sample caseManager(String id, String firstName, String lastName, Municipality... places) {
        return new Sample(
                id,
                firstName,
                lastName,
                "Fallmanagement " + Stream.of(places).map(Municipality::label).collect(Collectors.joining(", ")),
                Stream.of(places).map(Municipality::team).toList());
    }

    public List<Sample> all() {
        return all;
    }

    /** The sample case manager of a municipality; the first if there are several. */
    public Optional<Sample> caseManagerOf(Municipality municipality) {
        return all.stream()
                .filter(sample -> sample.groups().contains(municipality.team()))
                .findFirst();
    }

    /** Makes those that are missing; a user of the same name who is no sample is left alone. */
    @Transactional
    public void ensure() {
        for (Sample sample : all) {
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
