package org.kimlotse.rulebook;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a rule set serves, and what keeps a newer one from serving.
 *
 * @param servingVersion SHA-256 (hex) of the version that serves, or null if none ever loaded
 * @param servingSince when it began to serve (UTC), or null
 * @param problems why the files in the folder were not taken over; empty if they serve
 * @param rules number of rules and table rows that serve
 * @param cases number of cases they passed
 */
public record RuleSetStatus(
        RuleSet ruleSet,
        @Nullable String servingVersion,
        @Nullable Instant servingSince,
        List<Problem> problems,
        int rules,
        int cases) {

    public RuleSetStatus {
        problems = List.copyOf(problems);
    }

    /**
     * @param file path below {@code rules/}, for example {@code benefit-law/statuses.drl.csv}
     * @param row 1-based line of the file, or 0 if the file as a whole is meant
     * @param column 1-based, or 0
     * @param message German, says what is wrong and, where possible, what to do
     */
    public record Problem(String file, int row, int column, String message) {

        @Override
        public String toString() {
            String place = (row > 0 ? ", Zeile " + row : "") + (column > 0 ? ", Spalte " + column : "");
            return file + place + ": " + message;
        }
    }

    /** The files in the folder are what serves. */
    public boolean upToDate() {
        return problems.isEmpty() && servingVersion != null;
    }

    /** German, for the person who put the file there. */
    public String message() {
        if (upToDate()) {
            return "Regelwerk „" + ruleSet.folder() + "“ ist aktuell: " + rules + " Regeln, " + cases
                    + " Fälle bestanden.";
        }
        String consequence = servingVersion == null
                ? " nicht geladen; es gibt keine frühere Fassung."
                : " nicht übernommen; die bisherige Fassung gilt weiter.";
        return "Regelwerk „" + ruleSet.folder() + "“" + consequence
                + problems.stream().map(p -> " " + p).collect(Collectors.joining());
    }
}
