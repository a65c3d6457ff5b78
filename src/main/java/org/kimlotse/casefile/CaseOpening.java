package org.kimlotse.casefile;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a case: checks what was typed, warns of people who look alike, never opens two for one click. */
@Service
public class CaseOpening {

    /** People whose birth dates agree count as alike from here on; transcriptions of one name differ by a few letters. */
    private static final double ALIKE = 0.7;

    /** Where the birth dates only might agree, the names have to be nearer. */
    private static final double NEARLY_THE_SAME = 0.85;

    private final Cases cases;
    private final Persons persons;
    private final CaseNumbers numbers;
    private final Actors actors;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    CaseOpening(
            Cases cases,
            Persons persons,
            CaseNumbers numbers,
            Actors actors,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.cases = cases;
        this.persons = persons;
        this.numbers = numbers;
        this.actors = actors;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Opens the case for the signed-in user (or for the named case manager, if the system itself opens it) and publishes
     * {@link CaseOpened} in the same transaction.
     *
     * @throws Refused with one problem per field, in German
     */
    public Opening open(NewCase asked) {
        NewCase typed = cleaned(asked);
        Instant now = clock.instant();
        LocalDate today = BusinessCalendar.dayOf(now);
        Optional<Actors.Actor> actor = actors.current();
        List<Refused.Problem> problems = new ArrayList<>();
        Optional<Municipality> municipality = check(typed, actor, today, problems);
        String caseManager = caseManager(typed, actor, municipality, problems);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        int year = today.getYear();
        numbers.prepare(year);
        Municipality place = municipality.orElseThrow();
        LocalDate birthDate = Objects.requireNonNull(typed.birthDate());
        Set<String> teams = actor.map(Actors.Actor::teams).orElseGet(() -> Arrays.stream(Municipality.values())
                .map(Municipality::team)
                .collect(Collectors.toSet()));
        Opening opening = transaction.execute(status -> open(typed, birthDate, place, caseManager, teams, year, now));
        return Objects.requireNonNull(opening);
    }

    /**
     * What keeps the signed-in user from opening this case, in German by field key; empty if nothing. Opens nothing, and does
     * not ask whether the named case manager belongs to the team.
     */
    public List<Refused.Problem> problems(NewCase asked) {
        return problems(asked, actors.current());
    }

    /** The same for somebody who asked earlier and need not be signed in any more. */
    public List<Refused.Problem> problems(NewCase asked, Optional<Actors.Actor> actor) {
        List<Refused.Problem> problems = new ArrayList<>();
        check(cleaned(asked), actor, BusinessCalendar.today(clock), problems);
        return problems;
    }

    private static Optional<Municipality> check(
            NewCase typed, Optional<Actors.Actor> actor, LocalDate today, List<Refused.Problem> problems) {
        Optional<Municipality> municipality = municipality(typed, actor, problems);
        PersonChecks.names(
                typed.givenName(), typed.familyName(), (field, text) -> problems.add(new Refused.Problem(field, text)));
        PersonChecks.birthDate(
                typed.birthDate(), today, (field, text) -> problems.add(new Refused.Problem(field, text)));
        PersonChecks.language(typed.language(), (field, text) -> problems.add(new Refused.Problem(field, text)));
        PersonChecks.phone(typed.phone(), (field, text) -> problems.add(new Refused.Problem(field, text)));
        if (typed.clientToken().isEmpty() || typed.clientToken().length() > 64) {
            problems.add(new Refused.Problem("", "Die Seite ist veraltet. Bitte laden Sie sie neu."));
        }
        return municipality;
    }

    /** People who might be the same as this one, among those the teams may see; empty if the birth date is missing. */
    public List<Opening.Duplicate> lookAlikes(
            String givenName,
            String familyName,
            @Nullable LocalDate birthDate,
            boolean birthDateUncertain,
            Set<String> teams) {
        if (birthDate == null) {
            return List.of();
        }
        boolean uncertain = birthDateUncertain || PersonChecks.placeholder(birthDate);
        LocalDate swapped = swapped(birthDate);
        List<Opening.Duplicate> found = new ArrayList<>();
        for (Persons.Candidate candidate : persons.bornAround(birthDate, uncertain, swapped, teams)) {
            Person other = candidate.person();
            boolean sameDay = birthDate.equals(other.birthDate());
            double similarity = NameMatch.similarity(givenName, familyName, other.givenName(), other.familyName());
            if (similarity >= (sameDay ? ALIKE : NEARLY_THE_SAME)) {
                found.add(new Opening.Duplicate(
                        other.caseId(),
                        candidate.state(),
                        other.givenName(),
                        other.familyName(),
                        other.birthDate(),
                        reason(similarity, sameDay, birthDate, other)));
            }
        }
        return found;
    }

    /** Whether two people born on the same day have names so alike that somebody should look. */
    public static boolean alike(String givenA, String familyA, String givenB, String familyB) {
        return NameMatch.similarity(givenA, familyA, givenB, familyB) >= ALIKE;
    }

    private Opening open(
            NewCase typed,
            LocalDate birthDate,
            Municipality municipality,
            String caseManager,
            Set<String> teams,
            int year,
            Instant now) {
        numbers.lock(year);
        Optional<CaseId> before = cases.openedBy(typed.clientToken());
        if (before.isPresent()) {
            return new Opening.Opened(before.get(), List.of("Dieser Fall wurde schon eröffnet."));
        }
        boolean uncertain = typed.birthDateUncertain() || PersonChecks.placeholder(birthDate);
        if (!typed.openDespiteDuplicate()) {
            List<Opening.Duplicate> duplicates =
                    lookAlikes(typed.givenName(), typed.familyName(), birthDate, typed.birthDateUncertain(), teams);
            if (!duplicates.isEmpty()) {
                return new Opening.DuplicateSuspected(
                        duplicates,
                        "Vielleicht gibt es diese Person schon. Bitte prüfen Sie die Treffer. Ist es jemand anderes, wählen Sie „Trotzdem eröffnen“.");
            }
        }
        CaseId id = numbers.next(year);
        Case file = new Case(
                id,
                municipality,
                municipality.team(),
                caseManager,
                Case.State.OPEN,
                now,
                actors.currentId(),
                null,
                null,
                null,
                0);
        cases.insert(file, typed.clientToken());
        persons.insert(new Person(
                Persons.newId(),
                id,
                Person.Role.CLIENT,
                typed.givenName(),
                typed.familyName(),
                birthDate,
                uncertain,
                typed.language(),
                typed.interpreterNeeded(),
                typed.phone(),
                0));
        cases.record(new CaseHistory(
                Persons.newId(),
                id,
                CaseHistory.Kind.OPENED,
                null,
                municipality,
                null,
                caseManager,
                "",
                now,
                actors.currentId()));
        events.publishEvent(new CaseOpened(id, municipality, file.team(), caseManager, now));
        return new Opening.Opened(
                id,
                uncertain && PersonChecks.placeholder(birthDate)
                        ? List.of(
                                "Der 1. Januar steht oft für einen unbekannten Tag. Das Geburtsdatum ist als unsicher gekennzeichnet.")
                        : List.of());
    }

    private static NewCase cleaned(NewCase asked) {
        return new NewCase(
                Texts.oneLine(asked.clientToken()),
                Texts.oneLine(asked.givenName()),
                Texts.oneLine(asked.familyName()),
                asked.birthDate(),
                asked.birthDateUncertain(),
                Texts.oneLine(asked.municipality()),
                Language.find(Texts.oneLine(asked.language())).map(Enum::name).orElse(Texts.oneLine(asked.language())),
                asked.interpreterNeeded(),
                Texts.oneLine(asked.phone()),
                asked.caseManager(),
                asked.openDespiteDuplicate());
    }

    private static Optional<Municipality> municipality(
            NewCase typed, Optional<Actors.Actor> actor, List<Refused.Problem> problems) {
        Optional<Municipality> municipality = Municipality.find(typed.municipality());
        if (typed.municipality().isEmpty()) {
            problems.add(new Refused.Problem("municipality", "Gemeinde fehlt."));
        } else if (municipality.isEmpty()) {
            problems.add(new Refused.Problem(
                    "municipality",
                    "Die Gemeinde „%s“ gibt es im Rhein-Sieg-Kreis nicht. Bitte wählen Sie eine der 19 Gemeinden."
                            .formatted(shortened(typed.municipality()))));
        } else if (actor.isPresent() && !actor.get().municipalities().contains(municipality.get())) {
            problems.add(new Refused.Problem("municipality", foreign(actor.get())));
        }
        return municipality;
    }

    private static String foreign(Actors.Actor actor) {
        String own = actor.municipalities().stream()
                .map(Municipality::label)
                .sorted()
                .collect(Collectors.joining(", "));
        return own.isEmpty()
                ? "Fälle eröffnet das Fallmanagement einer Gemeinde. Sie gehören zu keinem Team."
                : "Sie können nur für Ihre eigene Gemeinde Fälle eröffnen: %s.".formatted(own);
    }

    private String caseManager(
            NewCase typed,
            Optional<Actors.Actor> actor,
            Optional<Municipality> municipality,
            List<Refused.Problem> problems) {
        String named = typed.caseManager();
        if (named == null || named.isBlank()) {
            if (actor.isEmpty()) {
                problems.add(new Refused.Problem("caseManager", "Es fehlt, wer den Fall führt."));
            }
            return actors.currentId();
        }
        if (municipality.isPresent()
                && !actors.membersOf(municipality.get().team()).contains(named)) {
            problems.add(new Refused.Problem(
                    "caseManager",
                    "Diese Person gehört nicht zum Team %s."
                            .formatted(municipality.get().label())));
        }
        return named;
    }

    private static String reason(double similarity, boolean sameDay, LocalDate birthDate, Person other) {
        String name = similarity > 0.999 ? "Gleicher Name" : "Ähnlicher Name";
        if (sameDay) {
            return name + ", gleiches Geburtsdatum.";
        }
        return birthDate.equals(swapped(other.birthDate()))
                ? name + ", Tag und Monat der Geburt vielleicht vertauscht."
                : name + ", gleiches Geburtsjahr, ein Geburtsdatum ist unsicher.";
    }

    private static @Nullable LocalDate swapped(@Nullable LocalDate day) {
        if (day == null) {
            return null;
        }
        try {
            return LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue());
        } catch (DateTimeException noSuchMonth) {
            return null;
        }
    }

    private static String shortened(String text) {
        return Texts.length(text) <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 60)) + "…";
    }
}
