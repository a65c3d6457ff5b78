package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.kimlotse.shared.GermanDates;

/**
 * One thing that is known otherwise of a person than before.
 *
 * @param key as on forms and in data packages
 * @param label German
 * @param before in German words, as people read it
 * @param after the same
 */
public record PersonChange(String key, String label, String before, String after) {

    public static final String BIRTH_DATE = "birthDate";

    private static final String UNKNOWN = "nicht bekannt";

    /** What differs, in the order of the form; empty if nothing does. */
    static List<PersonChange> between(Person before, Person after) {
        List<PersonChange> all = new ArrayList<>();
        all.add(of("givenName", before.givenName(), after.givenName()));
        all.add(of("familyName", before.familyName(), after.familyName()));
        all.add(of(BIRTH_DATE, birthDate(before), birthDate(after)));
        all.add(of("phone", before.phone(), after.phone()));
        all.add(of("language", language(before), language(after)));
        all.add(of("interpreterNeeded", yesNo(before.interpreterNeeded()), yesNo(after.interpreterNeeded())));
        all.removeIf(change -> change.before().equals(change.after()));
        return all;
    }

    /** The German name of a field, or the key itself if it is none of a person. */
    static String label(String key) {
        return switch (key) {
            case "givenName" -> "Vorname";
            case "familyName" -> "Familienname";
            case BIRTH_DATE -> "Geburtsdatum";
            case "phone" -> "Telefon";
            case "language" -> "Sprache";
            case "interpreterNeeded" -> "Sprachmittlung nötig";
            default -> key;
        };
    }

    private static PersonChange of(String key, String before, String after) {
        return new PersonChange(
                key, label(key), before.isEmpty() ? UNKNOWN : before, after.isEmpty() ? UNKNOWN : after);
    }

    private static String birthDate(Person person) {
        LocalDate day = person.birthDate();
        return day == null ? "" : GermanDates.day(day) + (person.birthDateUncertain() ? " (nicht gesichert)" : "");
    }

    private static String language(Person person) {
        return person.understands().map(Language::label).orElse(person.language());
    }

    private static String yesNo(boolean answer) {
        return answer ? "ja" : "nein";
    }

    /** Says nothing about the person: an exception's text or a log line may hold it. */
    @Override
    public String toString() {
        return "PersonChange[" + key + "]";
    }
}
