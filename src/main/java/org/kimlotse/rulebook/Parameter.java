package org.kimlotse.rulebook;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.DatedRow;

/**
 * A dated number or word that rules refer to by name; a row of a parameter table. Two rows in force of one name may not
 * overlap: the rule book refuses such a table.
 *
 * @param name for example {@code ACK_WD}
 * @param value number or word
 * @param validFrom first day it holds
 * @param validTo last day it holds, or null for open end
 * @param status {@code inForce}, {@code announced} or {@code expired}; {@code announced} takes no effect
 * @param source where it comes from
 * @param releasedBy who has released it for use; "offen" as long as nobody has
 */
public record Parameter(
        String name,
        String value,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String status,
        String source,
        String releasedBy)
        implements DatedRow {

    @Override
    public Parameter dated(LocalDate from, @Nullable LocalDate to, String newStatus) {
        return new Parameter(name, value, from, to, newStatus, source, releasedBy);
    }

    /** The words that rules compare a parameter with; any other would count as none of them. */
    private static final Map<String, Set<String>> WORDS = Map.of(
            "SUBSIDIAER_TRIGGER", Set.of("ZUSTELLUNG", "UNANFECHTBAR", "TITEL"),
            "LRAG_CRITERION", Set.of("ERSTERTEILUNG", "EINREISE"));

    /** A value that rules read as a number and that is none. */
    static final class Unreadable extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final transient Parameter parameter;

        private Unreadable(Parameter parameter) {
            super("Parameter %s: „%s“ ist keine ganze Zahl.".formatted(parameter.name, parameter.value));
            this.parameter = parameter;
        }

        Parameter parameter() {
            return parameter;
        }
    }

    /** What may stand there, if it is one of a few words; empty if it is anything else. */
    public static Set<String> words(String name) {
        return new TreeSet<>(WORDS.getOrDefault(name, Set.of()));
    }

    /** Starts a row of a table; the columns follow. */
    public static Row named(String name) {
        return new Row(name);
    }

    /** @throws IllegalArgumentException if the value is no whole number */
    public int number() {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Unreadable(this);
        }
    }

    /** The value is a day that has come by the day given; false if the value is no day. */
    public boolean dayReached(LocalDate today) {
        return value.matches("\\d{4}-\\d{2}-\\d{2}") && !LocalDate.parse(value).isAfter(today);
    }

    /** @throws java.time.DateTimeException if the value is no day */
    public LocalDate day() {
        return LocalDate.parse(value);
    }

    /** The value is "true" or "ja". */
    public boolean on() {
        return value.equals("true") || value.equals("ja");
    }

    /** The columns of a parameter table. */
    public static final class Row {

        private final String name;
        private String value = "";
        private @Nullable LocalDate validFrom;
        private @Nullable LocalDate validTo;
        private String status = "";
        private String releasedBy = "";

        private Row(String name) {
            this.name = name;
        }

        public Row value(String text) {
            value = text.strip();
            return this;
        }

        public Row from(String isoDay) {
            validFrom = LocalDate.parse(isoDay.strip());
            return this;
        }

        public Row to(String isoDay) {
            validTo = LocalDate.parse(isoDay.strip());
            return this;
        }

        public Row status(String word) {
            status = word.strip();
            return this;
        }

        public Row releasedBy(String who) {
            releasedBy = who.strip();
            return this;
        }

        /** Ends the row: every parameter has a source. */
        public Parameter source(String text) {
            if (validFrom == null || status.isEmpty() || value.isEmpty() || releasedBy.isEmpty()) {
                throw new IllegalArgumentException(
                        "Parameter " + name + ": Wert, gültig ab, Stand und freigegeben von müssen gefüllt sein");
            }
            return new Parameter(name.strip(), value, validFrom, validTo, status, text.strip(), releasedBy);
        }
    }
}
