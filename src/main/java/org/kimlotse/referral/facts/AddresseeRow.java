package org.kimlotse.referral.facts;

/**
 * Somebody who can help, as the row of the table says.
 *
 * @param addressee name, for example PSZ
 * @param order the lower, the more fitting
 */
public record AddresseeRow(String addressee, String title, int order, String reason, String law) {

    public static Cells addressee(String name) {
        return new Cells(name.strip());
    }

    /** The columns of the table. */
    public static final class Cells {

        private final String addressee;
        private String title = "";
        private int order;
        private String reason = "";
        private String law = "";

        private Cells(String addressee) {
            this.addressee = addressee;
        }

        public Cells title(String text) {
            title = text;
            return this;
        }

        public Cells order(String number) {
            order = Integer.parseInt(number.strip());
            return this;
        }

        public Cells reason(String text) {
            reason = text;
            return this;
        }

        public Cells law(String citation) {
            law = citation;
            return this;
        }

        /** Ends the row: every row has a source. */
        public AddresseeRow source(String text) {
            if (text.isBlank() || order == 0 || title.isBlank()) {
                throw new IllegalArgumentException(addressee + ": Bezeichnung, Rang und Quelle müssen gefüllt sein");
            }
            return new AddresseeRow(addressee, title, order, reason, law);
        }
    }
}
