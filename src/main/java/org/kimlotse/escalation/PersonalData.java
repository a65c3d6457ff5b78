package org.kimlotse.escalation;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the personal data of known people in a text: parts of their names, birth dates, telephone numbers, and any case
 * number. It cannot find what is not written down about them ("die Familie mit den Zwillingen"); that is what the two
 * people who release a dossier are for.
 */
final class PersonalData {

    /** @param line from 1 */
    record Hit(int line, String text, String what) {

        String message() {
            return ("Zeile %d: „%s“ – %s. Bitte ohne Angaben zu einzelnen Personen schreiben; die Lenkungsgruppe"
                            + " sieht nur Zusammengefasstes.")
                    .formatted(line, text, what);
        }
    }

    private static final Pattern CASE_NUMBER =
            Pattern.compile("KIM[-–\\s]*\\d{4}[-–\\s]*\\d{5}", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]*");
    private static final Pattern NUMERIC_DATE =
            Pattern.compile("(?<!\\d)(\\d{1,2})\\s?[./-]\\s?(\\d{1,2})\\s?[./-]\\s?(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern ISO_DATE = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
    private static final Pattern WORDY_DATE =
            Pattern.compile("(?<!\\d)(\\d{1,2})\\.?\\s+(\\p{L}{3,9})\\.?\\s+(\\d{4}|\\d{2})(?!\\d)");
    private static final Pattern DIGITS = Pattern.compile("\\+?\\d[\\d\\s()/.-]{5,}\\d");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mae", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez");

    /** Parts of names that are everyday German words as well, also at the beginning of a sentence; alone they say nothing. */
    private static final Set<String> EVERYDAY_WORDS = Set.of(
            "am", "an", "bar", "bei", "bin", "da", "das", "des", "der", "die", "du", "ein", "er", "es", "ich", "ihr",
            "im", "in", "ist", "mit", "sie", "so", "um", "und", "von", "wie", "wir", "zu", "zum", "zur");

    private PersonalData() {}

    /** In the order of the text. */
    static List<Hit> in(String text, Collection<InvolvedPersons.Involved> people) {
        List<Hit> hits = new ArrayList<>();
        all(CASE_NUMBER, text).forEach(m -> hits.add(hit(text, m, "eine Fallnummer")));
        names(text, people, hits);
        birthDates(text, people, hits);
        phones(text, people, hits);
        hits.sort(java.util.Comparator.comparingInt(Hit::line));
        return List.copyOf(hits);
    }

    private static void names(String text, Collection<InvolvedPersons.Involved> people, List<Hit> hits) {
        Set<String> parts = new HashSet<>();
        for (InvolvedPersons.Involved person : people) {
            all(WORD, person.givenName() + " " + person.familyName()).forEach(m -> parts.add(fold(m.group())));
        }
        parts.removeAll(EVERYDAY_WORDS);
        parts.removeIf(part -> part.length() < 2);
        for (MatchResult word : all(WORD, text)) {
            String folded = fold(word.group());
            String withoutGenitive = folded.endsWith("s") ? folded.substring(0, folded.length() - 1) : folded;
            String part = parts.contains(folded) ? folded : withoutGenitive;
            // A short name ("Mai", "Le", "Ali") counts only where it is written as one: "seit mai" is nobody.
            boolean writtenAsName =
                    part.length() > 3 || !Character.isLowerCase(word.group().codePointAt(0));
            if (parts.contains(part) && writtenAsName) {
                hits.add(hit(text, word, "Name einer betroffenen Person"));
            }
        }
    }

    private static void birthDates(String text, Collection<InvolvedPersons.Involved> people, List<Hit> hits) {
        Set<LocalDate> births = new HashSet<>();
        for (InvolvedPersons.Involved person : people) {
            if (person.birthDate() != null) {
                births.add(person.birthDate());
            }
        }
        for (MatchResult m : all(NUMERIC_DATE, text)) {
            addIfBirth(births, text, m, number(m, 1), number(m, 2), m.group(3), hits);
        }
        for (MatchResult m : all(ISO_DATE, text)) {
            addIfBirth(births, text, m, number(m, 3), number(m, 2), m.group(1), hits);
        }
        for (MatchResult m : all(WORDY_DATE, text)) {
            int month = MONTHS.indexOf(fold(m.group(2)).substring(0, 3)) + 1;
            addIfBirth(births, text, m, number(m, 1), month, m.group(3), hits);
        }
    }

    private static void addIfBirth(
            Set<LocalDate> births, String text, MatchResult where, int day, int month, String year, List<Hit> hits) {
        boolean found = births.stream()
                .anyMatch(b -> b.getDayOfMonth() == day
                        && b.getMonthValue() == month
                        && String.valueOf(b.getYear()).endsWith(year));
        if (found) {
            hits.add(hit(text, where, "Geburtsdatum einer betroffenen Person"));
        }
    }

    private static void phones(String text, Collection<InvolvedPersons.Involved> people, List<Hit> hits) {
        Set<String> numbers = new HashSet<>();
        people.forEach(p -> {
            String digits = subscriber(p.phone());
            if (digits.length() >= 6) {
                numbers.add(digits);
            }
        });
        for (MatchResult m : all(DIGITS, text)) {
            String digits = subscriber(m.group());
            if (numbers.stream().anyMatch(digits::endsWith)) {
                hits.add(hit(text, m, "Telefonnummer einer betroffenen Person"));
            }
        }
    }

    /** Digits without the country's or the trunk prefix. */
    private static String subscriber(@Nullable String phone) {
        return phone == null ? "" : phone.replaceAll("[^0-9]", "").replaceFirst("^(0049|49|0)", "");
    }

    /** Lower case, German umlauts spelled out, all other accents gone: "Müller" and "MUELLER" are the same name. */
    static String fold(String word) {
        String german = Normalizer.normalize(word, Normalizer.Form.NFC)
                .toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        return Normalizer.normalize(german, Normalizer.Form.NFD).replaceAll("[\\p{M}'’]", "");
    }

    private static int number(MatchResult m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().toList();
    }

    private static Hit hit(String text, MatchResult where, String what) {
        int line = 1
                + (int) text.substring(0, where.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Hit(line, where.group(), what);
    }
}
