package org.kimlotse.board;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Refused;

/** A day as people in Germany write it, or as programs do. */
final class TypedDay {

    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);

    private TypedDay() {}

    /**
     * @param field key for the refusal
     * @return null if nothing was typed
     * @throws Refused in German, if it is no day
     */
    static @Nullable LocalDate birthDate(String field, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        String text = typed.replaceAll("\\s", "");
        try {
            return text.contains(".") ? LocalDate.parse(text, GERMAN) : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refused(java.util.List.of(new Refused.Problem(
                    field,
                    "Das Geburtsdatum „%s“ ist kein Datum. Bitte geben Sie es als Tag.Monat.Jahr ein."
                            .formatted(typed.length() > 20 ? typed.substring(0, 20) + "…" : typed))));
        }
    }
}
