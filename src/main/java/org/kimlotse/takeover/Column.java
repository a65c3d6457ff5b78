package org.kimlotse.takeover;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Language;
import org.kimlotse.shared.Municipality;

/**
 * A column of the file, in the order of the template. Every fact of the assessment has one, so a new fact needs no change
 * here.
 *
 * @param key as in {@link org.kimlotse.casefile.NewCase} and {@link StatusFact#key()}
 * @param header the German heading
 * @param explanation German, for the instructions
 * @param example for the template
 */
public record Column(String key, String header, boolean required, String explanation, String example) {

    static final String OLD_REFERENCE = "oldReference";
    static final String GIVEN_NAME = "givenName";
    static final String FAMILY_NAME = "familyName";
    static final String BIRTH_DATE = "birthDate";
    static final String BIRTH_DATE_UNCERTAIN = "birthDateUncertain";
    static final String MUNICIPALITY = "municipality";
    static final String LANGUAGE = "language";
    static final String INTERPRETER = "interpreterNeeded";
    static final String PHONE = "phone";
    static final String CASE_MANAGER = "caseManager";
    static final String RUNNING_SINCE = "runningSince";
    static final String PHASE = "phase";

    private static final String DAY = "Tag.Monat.Jahr, das Jahr mit vier Ziffern";
    private static final String YES_NO = "ja oder nein";

    /** All there are. */
    public static final List<Column> ALL = all();

    /** The column with that heading, however it is capitalised; a star or blanks around it do not matter. */
    static Optional<Column> ofHeader(String header) {
        String wanted = plain(header);
        return wanted.isEmpty()
                ? Optional.empty()
                : ALL.stream().filter(c -> plain(c.header).equals(wanted)).findFirst();
    }

    /** The German heading of a key, or the key itself. */
    static String headerOf(String key) {
        return ALL.stream()
                .filter(c -> c.key.equals(key))
                .map(Column::header)
                .findFirst()
                .orElse(key);
    }

    private static List<Column> all() {
        List<Column> all = new ArrayList<>(List.of(
                new Column(
                        OLD_REFERENCE,
                        "Aktenzeichen alt",
                        true,
                        "Unter welchem Zeichen Sie den Fall bisher führen. Jedes Aktenzeichen einer Gemeinde wird nur einmal übernommen.",
                        "FM-2024-017"),
                new Column(
                        GIVEN_NAME, "Vorname", false, "So, wie er im Ausweis oder in der Bescheinigung steht.", "Amal"),
                new Column(
                        FAMILY_NAME,
                        "Familienname",
                        true,
                        "Hat die Person nur einen Namen, steht er hier.",
                        "Beispiel"),
                new Column(
                        BIRTH_DATE,
                        "Geburtsdatum",
                        true,
                        DAY + ". Ist nur das Jahr bekannt: der 1. Januar; er gilt als unsicher.",
                        "12.04.1995"),
                new Column(BIRTH_DATE_UNCERTAIN, "Geburtsdatum unsicher", false, YES_NO + "; leer heißt nein", "nein"),
                new Column(
                        MUNICIPALITY,
                        "Gemeinde",
                        true,
                        "Eine der 19 Gemeinden im Rhein-Sieg-Kreis, und eine Ihrer eigenen: "
                                + Arrays.stream(Municipality.values())
                                        .map(Municipality::label)
                                        .collect(Collectors.joining(" | ")),
                        "Siegburg"),
                new Column(
                        LANGUAGE,
                        "Sprache",
                        false,
                        Arrays.stream(Language.values()).map(Language::label).collect(Collectors.joining(" | ")),
                        "Arabisch"),
                new Column(INTERPRETER, "Dolmetschen nötig", false, YES_NO + "; leer heißt nein", "ja"),
                new Column(
                        PHONE, "Telefon", false, "höchstens 60 Zeichen; in Excel als Text, damit die Null bleibt", ""),
                new Column(
                        CASE_MANAGER,
                        "Fallführung",
                        true,
                        "Benutzername in Lotse; die Person muss zum Team der Gemeinde gehören",
                        "fallmanagement"),
                new Column(RUNNING_SINCE, "Fall geführt seit", true, DAY, "03.02.2024"),
                new Column(
                        PHASE,
                        "Stand",
                        true,
                        Arrays.stream(Phase.values()).map(Phase::label).collect(Collectors.joining(" | ")),
                        Phase.CASE_MANAGEMENT.label())));
        for (StatusFact fact : StatusFact.values()) {
            all.add(new Column(fact.key(), fact.label(), false, explanation(fact), ""));
        }
        return List.copyOf(all);
    }

    private static String explanation(StatusFact fact) {
        return switch (fact.kind()) {
            case CHOICE -> fact.codes().stream().map(fact::shown).collect(Collectors.joining(" | "));
            case YES_NO -> YES_NO;
            case DAY -> DAY;
            case NUMBER -> "ganze Zahl";
        };
    }

    private static String plain(String header) {
        return Normalizer.normalize(header.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
