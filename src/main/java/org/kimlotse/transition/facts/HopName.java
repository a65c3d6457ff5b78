package org.kimlotse.transition.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.DatedRow;

/**
 * A hop that exists, whether it applies or not.
 *
 * @param notNeeded German, when it is not needed
 */
public record HopName(
        String hop, String title, String notNeeded, LocalDate validFrom, @Nullable LocalDate validTo, String status)
        implements DatedRow {

    @Override
    public HopName dated(LocalDate from, @Nullable LocalDate to, String status) {
        return new HopName(hop, title, notNeeded, from, to, status);
    }

    public static Cells named(String hop) {
        return new Cells(hop.strip());
    }

    /** The columns of the table. */
    public static final class Cells {

        private final String hop;
        private String title = "";

        private Cells(String hop) {
            this.hop = hop;
        }

        public Cells title(String text) {
            title = text;
            return this;
        }

        /** Ends the row. */
        public HopName notNeeded(String text) {
            return new HopName(hop, title, text, LocalDate.MIN, null, DatedRow.IN_FORCE);
        }
    }
}
