package org.kimlotse.casefile;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who lives with the person a case is about. */
@Service
public class Households {

    private static final int MOST = 30;

    private final Persons persons;
    private final Cases cases;
    private final CaseAccess access;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Households(Persons persons, Cases cases, CaseAccess access, Clock clock, ApplicationEventPublisher events) {
        this.persons = persons;
        this.cases = cases;
        this.access = access;
        this.clock = clock;
        this.events = events;
    }

    /** What is wrong with what was typed, German, by field key; empty if nothing. A birth date may be missing. */
    public List<Refused.Problem> problems(String givenName, String familyName, @Nullable LocalDate birthDate) {
        List<Refused.Problem> problems = new ArrayList<>();
        PersonChecks.names(
                Texts.oneLine(givenName),
                Texts.oneLine(familyName),
                (field, text) -> problems.add(new Refused.Problem(field, text)));
        if (birthDate != null) {
            PersonChecks.birthDate(
                    birthDate,
                    BusinessCalendar.today(clock),
                    (field, text) -> problems.add(new Refused.Problem(field, text)));
        }
        return problems;
    }

    /** Whoever of the case, the client too, has this name however it is spelled, and this birth date. */
    public Optional<Person> find(CaseId caseId, String givenName, String familyName, @Nullable LocalDate birthDate) {
        List<Person> all = new ArrayList<>(persons.household(caseId));
        all.add(persons.client(caseId));
        String key = NameMatch.key(givenName, familyName);
        return all.stream()
                .filter(p -> NameMatch.key(p.givenName(), p.familyName()).equals(key)
                        && p.born().equals(Optional.ofNullable(birthDate)))
                .findFirst();
    }

    /**
     * Adds somebody.
     *
     * @throws Refused in German: not theirs, closed, there already, something wrong
     */
    @Transactional
    public Person add(
            CaseId caseId, String givenName, String familyName, @Nullable LocalDate birthDate, boolean uncertain) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        List<Refused.Problem> problems = problems(givenName, familyName, birthDate);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        find(caseId, givenName, familyName, birthDate).ifPresent(there -> {
            throw new Refused(
                    there.role() == Person.Role.CLIENT
                            ? "Das ist die Person selbst, um die es in diesem Fall geht."
                            : "Diese Person steht schon im Haushalt.");
        });
        if (persons.household(caseId).size() >= MOST) {
            throw new Refused("Im Haushalt stehen schon %d Personen. Bitte prüfen Sie die Angaben.".formatted(MOST));
        }
        Person added = new Person(
                Persons.newId(),
                caseId,
                Person.Role.HOUSEHOLD,
                Texts.oneLine(givenName),
                Texts.oneLine(familyName),
                birthDate,
                birthDate == null || uncertain || PersonChecks.placeholder(birthDate),
                "",
                false,
                "",
                0);
        persons.insert(added);
        events.publishEvent(new HouseholdChanged(caseId, true, birthDate));
        return added;
    }

    /**
     * Takes out who was entered by mistake or lives elsewhere now. Doing it twice changes nothing.
     *
     * @throws Refused in German
     */
    @Transactional
    public void remove(CaseId caseId, UUID person) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        if (persons.removeFromHousehold(caseId, person)) {
            events.publishEvent(new HouseholdChanged(caseId, false, null));
        }
    }
}
