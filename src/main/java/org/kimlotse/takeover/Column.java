package org.kimlotse.takeover;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Language;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.shared.Municipality;

/**
 * A column of the file, in the order of the template. Every fact of the assessment has one, so a new fact needs no change
 * here.
 *
 * @param key as in {@link org.kimlotse.casefile.NewCase} and {@link StatusFact#key()}
 * @param header the German heading
 * @param kinds the rows in which it is read
 * @param needed the rows in which it must be filled in; if that is a case, the heading must be there
 * @param explanation German, for the instructions
 * @param examples for the template
 */
public record Column(
        String key,
        String header,
        Set<RowKind> kinds,
        Set<RowKind> needed,
        String explanation,
        Map<RowKind, String> examples) {

    private Column(String key, String header, boolean required, String explanation, String example) {
        this(
                key,
                header,
                EnumSet.of(RowKind.CASE),
                required ? EnumSet.of(RowKind.CASE) : EnumSet.noneOf(RowKind.class),
                explanation,
                Map.of(RowKind.CASE, example));
    }

    /** A file of cases without this heading is refused. */
    boolean required() {
        return needed.contains(RowKind.CASE);
    }

    /** Any file without this heading is refused. */
    boolean neededEverywhere() {
        return !key.equals(KIND) && needed.containsAll(EnumSet.allOf(RowKind.class));
    }

    public String example(RowKind kind) {
        return examples.getOrDefault(kind, "");
    }

    /** German: in which rows it is read. */
    public String rows() {
        return kinds.size() == RowKind.values().length
                ? "alle"
                : kinds.stream().map(RowKind::label).collect(Collectors.joining(", "));
    }

    /** German: in which rows it must be filled in. */
    public String neededIn() {
        return needed.isEmpty()
                ? "nein"
                : needed.equals(kinds)
                        ? "ja"
                        : needed.stream().map(RowKind::label).collect(Collectors.joining(", "));
    }

    private Column alsoIn(Map<RowKind, String> more, Set<RowKind> neededThere) {
        Set<RowKind> read = EnumSet.copyOf(kinds);
        read.addAll(more.keySet());
        Set<RowKind> must = EnumSet.noneOf(RowKind.class);
        must.addAll(needed);
        must.addAll(neededThere);
        Map<RowKind, String> all = new EnumMap<>(RowKind.class);
        all.putAll(examples);
        all.putAll(more);
        return new Column(key, header, read, must, explanation, all);
    }

    static final String KIND = "rowKind";
    static final String REFERRAL = "referral";
    static final String REFERRAL_SINCE = "referralSince";
    static final String REFERRAL_WHERE = "referralWhere";
    static final String REFERRAL_STANDING = "referralStanding";
    static final String REFERRAL_NEXT = "referralNext";

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
        Set<RowKind> none = EnumSet.noneOf(RowKind.class);
        Set<RowKind> person = EnumSet.of(RowKind.PERSON);
        Set<RowKind> referral = EnumSet.of(RowKind.REFERRAL);
        Set<RowKind> both = EnumSet.of(RowKind.PERSON, RowKind.REFERRAL);
        List<Column> all = new ArrayList<>(List.of(
                new Column(
                                KIND,
                                "Art der Zeile",
                                false,
                                Arrays.stream(RowKind.values())
                                                .map(RowKind::label)
                                                .collect(Collectors.joining(" | "))
                                        + ". Leer heißt Fall. Wer mit im Haushalt lebt und was schon vermittelt ist, bekommt je eine eigene Zeile mit demselben Aktenzeichen.",
                                RowKind.CASE.label())
                        .alsoIn(
                                Map.of(
                                        RowKind.PERSON,
                                        RowKind.PERSON.label(),
                                        RowKind.REFERRAL,
                                        RowKind.REFERRAL.label()),
                                both),
                new Column(
                                OLD_REFERENCE,
                                "Aktenzeichen alt",
                                true,
                                "Unter welchem Zeichen Sie den Fall bisher führen. Jedes Aktenzeichen einer Gemeinde wird nur einmal übernommen.",
                                "FM-2024-017")
                        .alsoIn(Map.of(RowKind.PERSON, "FM-2024-017", RowKind.REFERRAL, "FM-2024-017"), both),
                new Column(
                                GIVEN_NAME,
                                "Vorname",
                                false,
                                "So, wie er im Ausweis oder in der Bescheinigung steht.",
                                "Amal")
                        .alsoIn(Map.of(RowKind.PERSON, "Nour"), none),
                new Column(
                                FAMILY_NAME,
                                "Familienname",
                                true,
                                "Hat die Person nur einen Namen, steht er hier.",
                                "Beispiel")
                        .alsoIn(Map.of(RowKind.PERSON, "Beispiel"), person),
                new Column(
                                BIRTH_DATE,
                                "Geburtsdatum",
                                true,
                                DAY + ". Ist nur das Jahr bekannt: der 1. Januar; er gilt als unsicher.",
                                "12.04.1995")
                        .alsoIn(Map.of(RowKind.PERSON, "03.09.2019"), none),
                new Column(BIRTH_DATE_UNCERTAIN, "Geburtsdatum unsicher", false, YES_NO + "; leer heißt nein", "nein")
                        .alsoIn(Map.of(RowKind.PERSON, "nein"), none),
                new Column(
                                MUNICIPALITY,
                                "Gemeinde",
                                true,
                                "Eine der 19 Gemeinden im Rhein-Sieg-Kreis, und eine Ihrer eigenen: "
                                        + Arrays.stream(Municipality.values())
                                                .map(Municipality::label)
                                                .collect(Collectors.joining(" | ")),
                                "Siegburg")
                        .alsoIn(Map.of(RowKind.PERSON, "Siegburg", RowKind.REFERRAL, "Siegburg"), both),
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
                        Phase.CASE_MANAGEMENT.label()),
                new Column(
                        REFERRAL,
                        "Vermittlung",
                        referral,
                        referral,
                        Arrays.stream(AgreedReferral.values())
                                        .filter(r -> r != AgreedReferral.HEALTH)
                                        .map(AgreedReferral::label)
                                        .collect(Collectors.joining(" | "))
                                + ". Lotse schlägt sie beim Vereinbaren der Ziele vor; von selbst beginnt es keine.",
                        Map.of(RowKind.REFERRAL, AgreedReferral.LANGUAGE_COURSE.label())),
                new Column(
                        REFERRAL_SINCE,
                        "Vermittelt seit",
                        referral,
                        referral,
                        DAY,
                        Map.of(RowKind.REFERRAL, "02.03.2026")),
                new Column(
                        REFERRAL_WHERE,
                        "Stelle",
                        referral,
                        none,
                        "wohin vermittelt ist, höchstens 200 Zeichen",
                        Map.of(RowKind.REFERRAL, "Volkshochschule")),
                new Column(
                        REFERRAL_STANDING,
                        "Stand der Vermittlung",
                        referral,
                        none,
                        "in wenigen Worten, höchstens 300 Zeichen; nichts zur Gesundheit",
                        Map.of(RowKind.REFERRAL, "angemeldet, wartet auf einen Platz")),
                new Column(REFERRAL_NEXT, "Nächster Termin", referral, none, DAY, Map.of(RowKind.REFERRAL, ""))));
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
