package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.DatedRow;

/**
 * The place of a step in the order of work; a row of a table.
 *
 * @param after steps that come before, by key, separated by commas
 */
public record StepOrder(
        String step, int rank, String after, LocalDate validFrom, @Nullable LocalDate validTo, String status)
        implements DatedRow {

    @Override
    public StepOrder dated(LocalDate from, @Nullable LocalDate to, String status) {
        return new StepOrder(step, rank, after, from, to, status);
    }

    public static Row step(String key) {
        return new Row(key.strip());
    }

    /** The columns of the table. */
    public static final class Row {

        private final String step;
        private int rank;
        private String after = "";

        private Row(String step) {
            this.step = step;
        }

        public Row rank(String number) {
            rank = Integer.parseInt(number.strip());
            return this;
        }

        public Row after(String steps) {
            after = steps.strip();
            return this;
        }

        public Row releasedBy(String who) {
            Release.require(who);
            return this;
        }

        /** Ends the row: every row has a source. */
        public StepOrder source(String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("Quelle muss gefüllt sein");
            }
            return new StepOrder(step, rank, after, LocalDate.MIN, null, DatedRow.IN_FORCE);
        }
    }
}
