package org.kimlotse.rulebook;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the compiler says of a mistake, in German. Its own words stand behind in brackets: they help whoever asks for help.
 *
 * @param message German
 * @param word the part of the file that is at fault, empty if it names none
 * @param around the condition it stands in, empty if none is named
 */
record CompilerWords(String message, String word, String around) {

    private static final int LONGEST_DETAIL = 200;

    private static final Pattern CONDITION = Pattern.compile("Unable to Analyse Expression (.*?):?\\s*(?:\\n|$)");
    private static final Pattern BEFORE_THE_REASON = Pattern.compile(
            "^\\[ERR \\d+] Line \\d+:\\d+ |^Rule Compilation error |^Unable to Analyse Expression [^\\n]*\\n\\[Error: ");

    private record Known(Pattern pattern, int word, Function<MatchResult, String> german) {}

    /** The first that fits counts. */
    private static final List<Known> KNOWN = List.of(
            known("mismatched input '(?:<eof>)?'", 0, m -> "Hier bricht der Text ab; davor fehlt etwas zum Schließen"),
            known("no viable alternative at input '(?:<eof>)?'", 0, m -> "Hier geht es nicht weiter"),
            known(
                    "(?:mismatched input|no viable alternative at input|missing token|mismatched token:?|extraneous input) '([^']+)'",
                    1,
                    m -> "Mit „" + m.group(1)
                            + "“ geht es hier nicht weiter. Davor fehlt ein Zeichen (Klammer, Komma, Anführungszeichen), oder ein Wort wie when, then, end ist verschrieben"),
            known(
                    "unable to resolve method using strict-mode: java\\.lang\\.Object\\.([^\\s(]+)\\(",
                    1,
                    m -> "„" + m.group(1) + "“ ist hier nicht bekannt"),
            known(
                    "unable to resolve method using strict-mode: (?:[a-z]\\w*\\.)*([\\w.$]+)\\.([^\\s.(]+)\\(",
                    2,
                    m -> "„" + m.group(2) + "“ gibt es bei „" + m.group(1) + "“ nicht"),
            known(
                    "Unable to resolve ObjectType '([^']+)'",
                    1,
                    m -> "Eine Tatsache „" + m.group(1)
                            + "“ ist nicht bekannt; vielleicht fehlt ihre Zeile mit import"),
            known(
                    "The method (\\w+)\\(.*?\\) is undefined for the type ([\\w.]+)",
                    1,
                    m -> "„" + m.group(1) + "“ gibt es bei „" + m.group(2) + "“ nicht"),
            known(
                    "The method (\\w+)\\(.*?\\) in the type ([\\w.]+) is not applicable",
                    1,
                    m -> "„" + m.group(1) + "“ bei „" + m.group(2) + "“ verlangt andere Angaben in der Klammer"),
            known("(\\S+) cannot be resolved", 1, m -> "„" + m.group(1) + "“ ist nirgends bestimmt"),
            known(
                    "Syntax error on token\\(?s?\\)? \"?([^\",]+)",
                    1,
                    m -> "Bei „" + m.group(1) + "“ stimmt die Schreibweise nicht"),
            known("Type mismatch", 0, m -> "Hier passen zwei Angaben verschiedener Art nicht zusammen"));

    private static Known known(String pattern, int word, Function<MatchResult, String> german) {
        return new Known(Pattern.compile(pattern), word, german);
    }

    /** @param said by the compiler */
    static CompilerWords of(String said) {
        Matcher condition = CONDITION.matcher(said);
        String around = condition.find() ? condition.group(1).strip() : "";
        for (Known known : KNOWN) {
            Matcher matcher = known.pattern().matcher(said);
            if (matcher.find()) {
                String word = known.word() == 0 ? "" : matcher.group(known.word());
                return new CompilerWords(known.german().apply(matcher.toMatchResult()) + detail(said), word, around);
            }
        }
        return new CompilerWords("Diese Stelle ist nicht zu verstehen" + detail(said), "", around);
    }

    private static String detail(String said) {
        String reason = BEFORE_THE_REASON.matcher(said.strip()).replaceFirst("");
        String line =
                reason.lines().findFirst().orElse("").replaceFirst("]$", "").strip();
        return ". (Übersetzer: " + (line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + " …" : line)
                + ")";
    }
}
