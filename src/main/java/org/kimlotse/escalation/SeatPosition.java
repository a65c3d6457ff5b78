package org.kimlotse.escalation;

import java.time.Instant;

/**
 * A seat's own view of a decision. Nobody edits it: a correction by the seat itself is a new version, the old ones stay.
 *
 * @param version from 1
 * @param body only with {@link Kind#DIVERGENT}, else empty
 */
public record SeatPosition(
        String seatCode, int version, Kind kind, Source source, String body, String enteredBy, Instant enteredAt) {

    public enum Kind {
        AGREE("trägt den Beschluss mit"),
        DIVERGENT("abweichende Sicht"),
        NO_STATEMENT("keine Äußerung");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Source {
        /** By its holder. */
        HOLDER("vom Sitz eingetragen"),
        /** By its named deputy. */
        DEPUTY("von der Stellvertretung eingetragen"),
        /** By coordination, from the minutes. */
        MINUTES("laut Protokoll");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
