package org.kimlotse.referral.facts;

/**
 * A way into a course that is open, as its row of the table says.
 *
 * @param door name of the way, for example SOZIALAMT
 * @param receiver who decides on it, by the name of {@code directory.OfficeKind}
 * @param order the lower, the better for the person
 */
public record DoorRow(String door, String title, String receiver, int order, String reason, String law) {

    public static Cells door(String name) {
        return new Cells(name.strip());
    }

    /** The columns of the table. */
    public static final class Cells {

        private final String door;
        private String title = "";
        private String receiver = "";
        private int order;
        private String reason = "";
        private String law = "";

        private Cells(String door) {
            this.door = door;
        }

        public Cells title(String text) {
            title = text;
            return this;
        }

        public Cells receiver(String kind) {
            receiver = kind.strip();
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
        public DoorRow source(String text) {
            if (text.isBlank() || receiver.isEmpty() || order == 0) {
                throw new IllegalArgumentException(door + ": Stelle, Rang und Quelle müssen gefüllt sein");
            }
            return new DoorRow(door, title, receiver, order, reason, law);
        }
    }
}
