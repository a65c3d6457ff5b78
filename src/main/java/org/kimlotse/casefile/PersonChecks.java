package org.kimlotse.casefile;

import java.time.LocalDate;
import java.time.Month;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Texts;

/** What can be wrong with what is typed about a person, in German, by field key. */
final class PersonChecks {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_PHONE = 60;

    private PersonChecks() {}

    static void names(String givenName, String familyName, BiConsumer<String, String> reject) {
        if (familyName.isEmpty()) {
            reject.accept(
                    "familyName",
                    "Familienname fehlt. Hat die Person nur einen Namen, tragen Sie ihn als Familiennamen ein.");
        }
        tooLong("familyName", "Der Familienname", familyName, LONGEST_NAME, reject);
        tooLong("givenName", "Der Vorname", givenName, LONGEST_NAME, reject);
    }

    static void birthDate(@Nullable LocalDate birthDate, LocalDate today, BiConsumer<String, String> reject) {
        if (birthDate == null) {
            reject.accept(
                    "birthDate",
                    "Geburtsdatum fehlt. Ist nur das Jahr bekannt, geben Sie den 1. Januar dieses Jahres an.");
        } else if (birthDate.isAfter(today)) {
            reject.accept("birthDate", "Das Geburtsdatum liegt in der Zukunft. Bitte prüfen Sie das Jahr.");
        } else if (birthDate.isBefore(today.minusYears(120))) {
            reject.accept("birthDate", "Das Geburtsdatum liegt mehr als 120 Jahre zurück. Bitte prüfen Sie das Jahr.");
        }
    }

    static void language(String language, BiConsumer<String, String> reject) {
        if (!language.isEmpty() && Language.find(language).isEmpty()) {
            reject.accept("language", "Diese Sprache steht nicht in der Liste. Bitte wählen Sie „Andere Sprache“.");
        }
    }

    static void phone(String phone, BiConsumer<String, String> reject) {
        tooLong("phone", "Die Telefonnummer", phone, LONGEST_PHONE, reject);
    }

    /** 1 January is what authorities write where nobody knows the day. */
    static boolean placeholder(LocalDate birthDate) {
        return birthDate.getMonth() == Month.JANUARY && birthDate.getDayOfMonth() == 1;
    }

    private static void tooLong(
            String field, String subject, String text, int longest, BiConsumer<String, String> reject) {
        if (Texts.length(text) > longest) {
            reject.accept(
                    field,
                    "%s ist zu lang: höchstens %d Zeichen, es sind %d."
                            .formatted(subject, longest, Texts.length(text)));
        }
    }
}
