package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.DatedRow;

/**
 * One thing cannot be dated before another; a row of a table.
 *
 * @param touches what rests on the two days: LEISTUNG, KURS or ANTRAG
 */
public record DayOrder(
        String first,
        String second,
        String touches,
        String reason,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String status)
        implements DatedRow {

    @Override
    public DayOrder dated(LocalDate from, @Nullable LocalDate to, String status) {
        return new DayOrder(first, second, touches, reason, from, to, status);
    }

    public static Row first(String what) {
        return new Row(what.strip());
    }

    /** The columns of the table. */
    public static final class Row {

        private final String first;
        private String second = "";
        private String touches = "";
        private String reason = "";

        private Row(String first) {
            this.first = first;
        }

        public Row second(String what) {
            second = what.strip();
            return this;
        }

        public Row touches(String what) {
            touches = what.strip();
            return this;
        }

        public Row reason(String text) {
            reason = text;
            return this;
        }

        public Row releasedBy(String who) {
            Release.require(who);
            return this;
        }

        /** Ends the row: every row has a source. */
        public DayOrder source(String text) {
            if (text.isBlank()
                    || second.isEmpty()
                    || !Set.of("LEISTUNG", "KURS", "ANTRAG").contains(touches)) {
                throw new IllegalArgumentException(
                        "zweites Ereignis und Quelle müssen gefüllt sein, „berührt“ ist LEISTUNG, KURS oder ANTRAG");
            }
            return new DayOrder(first, second, touches, reason, LocalDate.MIN, null, DatedRow.IN_FORCE);
        }
    }
}
