package org.kimlotse.escalation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.kimlotse.casefile.NameWords;

/**
 * Finds what looks like personal data in a text: names, birth dates, telephone numbers, addresses for mail, numbers of
 * files, accounts and people. Which words are names it is told; it must not be told more than the writer may know. It cannot find what is not written down about them ("die Familie mit den Zwillingen");
 * that is what the two people who release a dossier are for.
 */
final class PersonalData {

    /** @param line from 1 */
    record Hit(int line, int at, String text, String what, String instead) {

        String message() {
            return "Zeile %d: „%s“ sieht nach %s aus. %s Die Lenkungsgruppe sieht nur Zusammengefasstes."
                    .formatted(line, text, what, instead);
        }
    }

    private enum Kind {
        NAME(
                "einem Namen",
                "Schreiben Sie statt des Namens die Rolle, zum Beispiel „eine Familie“ oder „die Teamleitung“."),
        BIRTH("einem Geburtsdatum", "Schreiben Sie Monat und Jahr, bei Personen nichts oder „unter 25 Jahren“."),
        PHONE("einer Telefonnummer", "Lassen Sie Kontaktdaten weg; die der Stellen stehen im Verzeichnis."),
        MAIL("einer E-Mail-Adresse", "Lassen Sie Kontaktdaten weg; die der Stellen stehen im Verzeichnis."),
        IBAN("einer Kontonummer", "Lassen Sie Kontonummern weg."),
        NUMBER(
                "dem Aktenzeichen oder der Nummer einer Person",
                "Lassen Sie Fall-, AZR- und Versicherungsnummern und Aktenzeichen weg.");

        private final String what;
        private final String instead;

        Kind(String what, String instead) {
            this.what = what;
            this.instead = instead;
        }
    }

    /** A full date longer ago than this is rather somebody's than the paper's. */
    private static final int YEARS_OF_A_PAPER = 3;

    private static final int SHORTEST_LONE_NAME = 3;

    private static final Map<Pattern, Kind> PATTERNS = patterns();

    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(\\d{1,2})\\s?[./-]\\s?(\\d{1,2})\\s?[./-]\\s?(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern ISO_DATE = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final Pattern WORDY_DATE = Pattern.compile(
            "(?<!\\d)(\\d{1,2})\\.?\\s+(?:Jan|Feb|Mär|Mar|Mae|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\\p{L}{0,6}\\.?\\s+(\\d{4}|\\d{2})(?!\\d)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BORN = Pattern.compile("(?:geb\\.?|geboren|geburts\\p{L}*|\\*)\\s*(?:am|:)?\\s*$");
    private static final Pattern ADDRESSED = Pattern.compile(
            "(?<!\\p{L})(?:Herrn?|Frau|Familie|Fam\\.|Eheleute)\\s+(?:(?:Dr|Prof)\\.\\s+)*(\\p{L}[\\p{L}\\p{M}'’-]+)");
    private static final Set<String> ROLES = Set.of(
            "buergermeister",
            "buergermeisterin",
            "dezernent",
            "dezernentin",
            "landrat",
            "landraetin",
            "professor",
            "professorin",
            "vorsitzende",
            "vorsitzender",
            "minister",
            "ministerin",
            "oder",
            "und",
            "mann",
            "frau",
            "herr");

    private PersonalData() {}

    private static Map<Pattern, Kind> patterns() {
        Map<Pattern, Kind> map = new LinkedHashMap<>();
        map.put(Pattern.compile("[\\w.%+-]+@[\\w-]+(?:\\.[\\w-]+)+"), Kind.MAIL);
        map.put(
                Pattern.compile(
                        "(?<![A-Z0-9])[A-Z]{2}\\d{2}(?:\\s?[A-Z0-9]{4}){3,7}(?:\\s?[A-Z0-9]{1,3})?(?![A-Z0-9])"),
                Kind.IBAN);
        map.put(Pattern.compile("(?i)KIM[-–\\s]*\\d{4}[-–\\s]*\\d{5}"), Kind.NUMBER);
        map.put(
                Pattern.compile(
                        "(?i)(?<!\\p{L})(?:AZR|Az\\.|Aktenzeichen|BG-?Nr|Kundennummer|Steuer-?ID)[-:.\\s]*(?:Nr\\.?|Nummer)?[:\\s]*\\p{L}{0,3}[-\\s]?\\d[\\d/.-]*(?:\\s\\p{Lu}{1,2}\\s)?[\\d\\s/.-]{2,}"),
                Kind.NUMBER);
        map.put(Pattern.compile("(?<!\\d)\\d{5}//\\d{4,}"), Kind.NUMBER);
        map.put(Pattern.compile("(?<![\\p{L}\\d])\\d{2}\\s?\\d{6}\\s?[A-Z]\\s?\\d{3}(?!\\d)"), Kind.NUMBER);
        map.put(Pattern.compile("(?<![\\p{L}\\d])[A-Z]{1,2}\\d{6,8}(?![\\p{L}\\d])"), Kind.NUMBER);
        map.put(Pattern.compile("(?<![\\d.,/+])(?!0)\\d(?:\\s?\\d){7,}(?![\\d.,])"), Kind.NUMBER);
        map.put(Pattern.compile("(?<![\\d.])(?:\\+|00)[1-9][\\d\\s()/.-]{6,}\\d"), Kind.PHONE);
        map.put(Pattern.compile("(?<![\\d.])\\(?0[1-9]\\d{1,4}\\)?[\\s/-]+\\d[\\d\\s/-]{2,}"), Kind.PHONE);
        map.put(Pattern.compile("(?<![\\d.])0[1-9]\\d{6,}"), Kind.PHONE);
        return map;
    }

    /** The words to look up, in the form of {@link NameWords#fold}. */
    static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (MatchResult word : all(NameWords.WORD, text)) {
            words.add(NameWords.fold(word.group()));
            words.add(withoutGenitive(NameWords.fold(word.group())));
        }
        words.removeIf(word -> word.length() < 2);
        return words;
    }

    /**
     * In the order of the text.
     *
     * @param known which of the text's {@link #words} are names on record
     * @param everyday words that are no name when they stand alone
     */
    static List<Hit> in(String text, NameWords.Known known, Set<String> everyday, LocalDate today) {
        List<Hit> hits = new ArrayList<>();
        names(text, known, everyday, hits);
        PATTERNS.forEach(
                (pattern, kind) -> all(pattern, text).forEach(m -> add(hits, text, m.start(), m.group(), kind)));
        dates(text, today, hits);
        hits.sort(Comparator.comparingInt(Hit::at));
        return List.copyOf(hits);
    }

    private static void names(String text, NameWords.Known known, Set<String> everyday, List<Hit> hits) {
        all(ADDRESSED, text).stream()
                .filter(m -> startsLikeAName(m.group(1)) && !ROLES.contains(NameWords.fold(m.group(1))))
                .forEach(m -> add(hits, text, m.start(1), m.group(1), Kind.NAME));
        List<MatchResult> words = all(NameWords.WORD, text);
        for (int i = 0; i < words.size(); i++) {
            String written = words.get(i).group();
            if (isLoneName(written, known, everyday) || isPartOfPair(words, i, known)) {
                add(hits, text, words.get(i).start(), written, Kind.NAME);
            }
        }
    }

    /** Longer family names count in any spelling; shorter and given ones only where they are written as names. */
    private static boolean isLoneName(String written, NameWords.Known known, Set<String> everyday) {
        for (String word : forms(written)) {
            if (word.length() >= SHORTEST_LONE_NAME
                    && !everyday.contains(word)
                    && !everyday.contains(NameWords.fold(written))
                    && (known.family().contains(word) || known.given().contains(word))
                    && (startsLikeAName(written) || word.length() > SHORTEST_LONE_NAME + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOfPair(List<MatchResult> words, int i, NameWords.Known known) {
        return startsLikeAName(words.get(i).group())
                && (i > 0 && isPair(words.get(i - 1).group(), words.get(i).group(), known)
                        || i + 1 < words.size()
                                && isPair(words.get(i).group(), words.get(i + 1).group(), known));
    }

    private static boolean isPair(String first, String second, NameWords.Known known) {
        return startsLikeAName(first)
                && startsLikeAName(second)
                && forms(second).stream().anyMatch(word -> known.isPair(NameWords.fold(first), word));
    }

    private static List<String> forms(String written) {
        String folded = NameWords.fold(written);
        return List.of(folded, withoutGenitive(folded));
    }

    private static String withoutGenitive(String folded) {
        return folded.endsWith("s") ? folded.substring(0, folded.length() - 1) : folded;
    }

    /** A capital letter, or a letter of a script that has none. */
    private static boolean startsLikeAName(String word) {
        return !Character.isLowerCase(word.codePointAt(0));
    }

    private static void dates(String text, LocalDate today, List<Hit> hits) {
        for (MatchResult m : all(DATE, text)) {
            addDate(text, m, m.group(3), today, hits);
        }
        for (MatchResult m : all(ISO_DATE, text)) {
            addDate(text, m, m.group(1), today, hits);
        }
        for (MatchResult m : all(WORDY_DATE, text)) {
            addDate(text, m, m.group(2), today, hits);
        }
    }

    private static void addDate(String text, MatchResult where, String yearText, LocalDate today, List<Hit> hits) {
        int year = Integer.parseInt(yearText);
        if (yearText.length() == 2) {
            int century = today.getYear() / 100 * 100;
            year += century + year > today.getYear() + 1 ? century - 100 : century;
        }
        String before =
                text.substring(Math.max(0, where.start() - 20), where.start()).toLowerCase(Locale.GERMAN);
        if (BORN.matcher(before).find() || year <= today.getYear() - YEARS_OF_A_PAPER) {
            add(hits, text, where.start(), where.group(), Kind.BIRTH);
        }
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static void add(List<Hit> hits, String text, int at, String found, Kind kind) {
        boolean marked = hits.stream()
                .anyMatch(h -> h.at() <= at && at < h.at() + h.text().length());
        if (!marked) {
            int line = 1
                    + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
            hits.add(new Hit(line, at, found.strip(), kind.what, kind.instead));
        }
    }
}
