package org.kimlotse.referral.facts;

/**
 * A kind of course that fits, as its row of the table says.
 *
 * @param kind name of the kind, for example ALPHABETISIERUNG
 * @param flag shown as a flag, or empty
 */
public record CourseKindRow(String kind, String title, int lessons, String flag, String reason, String law) {

    public static Cells kind(String name) {
        return new Cells(name.strip());
    }

    /** The columns of the table. */
    public static final class Cells {

        private final String kind;
        private String title = "";
        private int lessons;
        private String flag = "";
        private String reason = "";
        private String law = "";

        private Cells(String kind) {
            this.kind = kind;
        }

        public Cells title(String text) {
            title = text;
            return this;
        }

        public Cells lessons(String number) {
            lessons = Integer.parseInt(number.strip());
            return this;
        }

        public Cells flag(String name) {
            flag = name.strip();
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
        public CourseKindRow source(String text) {
            if (text.isBlank() || title.isBlank()) {
                throw new IllegalArgumentException(kind + ": Bezeichnung und Quelle müssen gefüllt sein");
            }
            return new CourseKindRow(kind, title, lessons, flag, reason, law);
        }
    }
}
