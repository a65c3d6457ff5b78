package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * AsylbLG does not apply and never ended by an event of these facts; a row of table A that applies.
 *
 * @param from first day of the right, null if not known
 * @param withFamily needs no application of its own, that of the Bedarfsgemeinschaft counts
 */
public record LawOpen(String row, @Nullable LocalDate from, String reason, String law, boolean withFamily) {

    /** The row that decides: a priority row, row 27 where an exclusion no longer applies, else this one. */
    public String rowFor(NewLaw found) {
        if (!found.row().isEmpty()) {
            return found.row();
        }
        return found.paid() && (row.equals("23") || row.equals("26")) ? "27" : row;
    }

    public static Row in(String row) {
        return new Row(row);
    }

    /** The columns of the table. */
    public static final class Row {

        private final String row;
        private @Nullable LocalDate from;
        private String reason = "";
        private String law = "";
        private boolean withFamily;

        private Row(String row) {
            this.row = row;
        }

        public Row from(@Nullable LocalDate day) {
            from = day;
            return this;
        }

        public Row withFamily() {
            withFamily = true;
            return this;
        }

        public Row reason(String text) {
            reason = text;
            return this;
        }

        public Row law(String text) {
            law = text;
            return this;
        }

        public Row releasedBy(String who) {
            Release.require(who);
            return this;
        }

        /** Ends the row: every row has a source. */
        public LawOpen source(String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("Quelle muss gefüllt sein");
            }
            return new LawOpen(row, from, reason, law, withFamily);
        }
    }
}
