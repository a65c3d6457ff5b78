package org.kimlotse.assessment.facts;

/**
 * AsylbLG goes on; a row of table A that applies.
 *
 * @param row number in table A
 */
public record LawStays(String row, String reason, String law) {

    public static Row in(String row) {
        return new Row(row);
    }

    /** The columns of the table. */
    public static final class Row {

        private final String row;
        private String reason = "";
        private String law = "";

        private Row(String row) {
            this.row = row;
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
        public LawStays source(String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("Quelle muss gefüllt sein");
            }
            return new LawStays(row, reason, law);
        }
    }
}
