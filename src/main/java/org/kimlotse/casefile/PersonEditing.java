package org.kimlotse.casefile;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes what is known of a person. */
@Service
public class PersonEditing {

    private final Persons persons;
    private final Cases cases;
    private final Clock clock;

    PersonEditing(Persons persons, Cases cases, Clock clock) {
        this.persons = persons;
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
        List<Refused.Problem> problems = problems(changed);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        Person before = persons.client(changed.caseId());
        boolean newPlaceholder =
                changed.born().filter(PersonChecks::placeholder).isPresent()
                        && !changed.born().equals(before.born());
        persons.update(new Person(
                changed.id(),
                changed.caseId(),
                changed.role(),
                Texts.oneLine(changed.givenName()),
                Texts.oneLine(changed.familyName()),
                changed.birthDate(),
                changed.birthDateUncertain() || newPlaceholder,
                changed.language(),
                changed.interpreterNeeded(),
                Texts.oneLine(changed.phone())));
    }
}
