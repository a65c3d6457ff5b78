package org.kimlotse.board;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.PersonChange;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Refused;

/**
 * The section <em>Angaben zur Person</em> as it was typed.
 *
 * @param version of the person as the page showed them
 */
record PersonTyped(
        String givenName,
        String familyName,
        String birthDate,
        boolean birthDateUncertain,
        String phone,
        String language,
        boolean interpreterNeeded,
        int version) {

    static PersonTyped of(Person person) {
        LocalDate born = person.birthDate();
        return new PersonTyped(
                person.givenName(),
                person.familyName(),
                born == null ? "" : GermanDates.day(born),
                person.birthDateUncertain(),
                person.phone(),
                person.understands().map(Enum::name).orElse(""),
                person.interpreterNeeded(),
                person.version());
    }

    static PersonTyped of(Map<String, String> form) {
        return new PersonTyped(
                form.getOrDefault("givenName", ""),
                form.getOrDefault("familyName", ""),
                form.getOrDefault("birthDate", ""),
                Boolean.parseBoolean(form.getOrDefault("birthDateUncertain", "")),
                form.getOrDefault("phone", ""),
                form.getOrDefault("language", ""),
                Boolean.parseBoolean(form.getOrDefault("interpreterNeeded", "")),
                version(form.get("version")));
    }

    /** @throws Refused in German, if the birth date is no day */
    Person over(Person before) {
        return new Person(
                before.id(),
                before.caseId(),
                before.role(),
                givenName,
                familyName,
                TypedDay.birthDate(PersonChange.BIRTH_DATE, birthDate),
                birthDateUncertain,
                Language.find(language).map(Enum::name).orElse(language),
                interpreterNeeded,
                phone,
                version);
    }

    /** What no page showed is older than everything. */
    private static int version(@Nullable String text) {
        try {
            return text == null ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /** Says nothing about the person: a log line may hold it. */
    @Override
    public String toString() {
        return "PersonTyped[" + version + "]";
    }
}
