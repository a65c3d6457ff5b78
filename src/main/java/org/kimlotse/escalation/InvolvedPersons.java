package org.kimlotse.escalation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** The people of the cases behind a bottleneck; asked only to keep them out of texts. */
@Component
class InvolvedPersons {

    /** A person of such a case, or of its household. */
    record Involved(String givenName, String familyName, @Nullable LocalDate birthDate, String phone) {

        static Involved of(Person person) {
            return new Involved(person.givenName(), person.familyName(), person.birthDate(), person.phone());
        }

        /** Says nothing about the person: an exception's text or a log line may hold it. */
        @Override
        public String toString() {
            return "Involved";
        }
    }

    private final Cases cases;
    private final Persons persons;

    InvolvedPersons(Cases cases, Persons persons) {
        this.cases = cases;
        this.persons = persons;
    }

    List<Involved> of(Collection<CaseId> caseIds) {
        return caseIds.stream()
                .filter(id -> cases.find(id).isPresent())
                .flatMap(id -> Stream.concat(Stream.of(persons.client(id)), persons.household(id).stream()))
                .map(Involved::of)
                .toList();
    }
}
