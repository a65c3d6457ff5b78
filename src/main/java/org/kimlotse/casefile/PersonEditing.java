package org.kimlotse.casefile;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is known of a person: in the first talk as it is told, later only as a correction. */
@Service
public class PersonEditing {

    private final Persons persons;
    private final PersonCorrections corrections;
    private final Cases cases;
    private final Clock clock;

    PersonEditing(Persons persons, PersonCorrections corrections, Cases cases, Clock clock) {
        this.persons = persons;
        this.corrections = corrections;
        this.cases = cases;
        this.clock = clock;
    }

    /** What is wrong with these values, German, by field key; empty if nothing. */
    public List<Refused.Problem> problems(Person changed) {
        List<Refused.Problem> problems = new ArrayList<>();
        PersonChecks.names(
                Texts.oneLine(changed.givenName()),
                Texts.oneLine(changed.familyName()),
                (field, text) -> problems.add(new Refused.Problem(field, text)));
        PersonChecks.birthDate(
                changed.birthDate(),
                BusinessCalendar.today(clock),
                (field, text) -> problems.add(new Refused.Problem(field, text)));
        PersonChecks.language(changed.language(), (field, text) -> problems.add(new Refused.Problem(field, text)));
        PersonChecks.phone(
                Texts.oneLine(changed.phone()), (field, text) -> problems.add(new Refused.Problem(field, text)));
        return problems;
    }

    /**
     * Saves the person. A birth date that becomes 1 January counts as uncertain; one that already was 1 January may be
     * confirmed by taking the mark away.
     *
     * @throws Refused in German
     */
    @Transactional
    public void change(Person changed) {
        cases.requireOpen(changed.caseId());
        Person before = persons.client(changed.caseId());
        Person after = checked(before, changed);
        if (!after.equals(before)) {
            save(after);
        }
    }

    /** The person as it would be saved: typing mended, a new 1 January marked as uncertain. */
    public Person asSaved(Person before, Person changed) {
        boolean newPlaceholder =
                changed.born().filter(PersonChecks::placeholder).isPresent()
                        && !changed.born().equals(before.born());
        return new Person(
                before.id(),
                before.caseId(),
                before.role(),
                Texts.oneLine(changed.givenName()),
                Texts.oneLine(changed.familyName()),
                changed.birthDate(),
                changed.birthDateUncertain() || newPlaceholder,
                changed.language(),
                changed.interpreterNeeded(),
                Texts.oneLine(changed.phone()),
                changed.version());
    }

    /** What a correction to these values would change, in German words; empty if nothing. */
    public List<PersonChange> differences(Person before, Person changed) {
        return PersonChange.between(before, asSaved(before, changed));
    }

    /**
     * Corrects what was wrong and keeps what stood there before; the caller runs again what was concluded from it.
     *
     * @param reason German, checked by the caller
     * @return what changed; never empty
     * @throws Refused in German; also if nothing differs, or somebody else changed the person in the meantime
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<PersonChange> correct(Person changed, String reason) {
        cases.lockOpen(changed.caseId());
        Person before = persons.client(changed.caseId());
        refuseIfStale(before, changed);
        Person after = checked(before, changed);
        List<PersonChange> changes = PersonChange.between(before, after);
        if (changes.isEmpty()) {
            throw new Refused("Die neuen Angaben sind dieselben wie die alten.");
        }
        save(after);
        corrections.record(changed.caseId(), before.id(), changes, reason);
        return changes;
    }

    /** @throws Refused in German, if somebody else changed the person since this version was read */
    public static void refuseIfStale(Person now, Person changed) {
        if (now.version() != changed.version()) {
            throw new Refused(
                    "Die Angaben zur Person wurden inzwischen von jemand anderem geändert. Bitte laden Sie die Seite neu.");
        }
    }

    private Person checked(Person before, Person changed) {
        List<Refused.Problem> problems = problems(changed);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return asSaved(before, changed);
    }

    private void save(Person person) {
        if (!persons.update(person)) {
            refuseIfStale(persons.client(person.caseId()), person);
            throw new IllegalStateException("no person " + person.id());
        }
    }
}
