package org.kimlotse.handover.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.DatedRow;

/**
 * A step of the ladder: who is spoken to when a handover is missed; a row of the table.
 *
 * @param level 1 to 4
 * @param turn whose step it is that is missing, or null if the row holds for both
 * @param afterWd full Arbeitstage after the deadline; 0 means the day after it
 * @param beforeHardWd so many Arbeitstage before the last day without loss the step is taken at the latest, or null
 */
public record LadderStep(
        int level,
        @Nullable Turn turn,
        String words,
        int afterWd,
        @Nullable Integer beforeHardWd,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String status)
        implements DatedRow {

    @Override
    public LadderStep dated(LocalDate from, @Nullable LocalDate to, String newStatus) {
        return new LadderStep(level, turn, words, afterWd, beforeHardWd, from, to, newStatus);
    }

    /** Holds for a handover that was dropped in that way. */
    public boolean appliesTo(MissedKind kind) {
        return turn == null || turn == kind.turn();
    }

    /** The first day on which the step is due for a handover missed after its deadline. */
    public LocalDate startsOn(LocalDate deadline, @Nullable LocalDate hardOn) {
        LocalDate start = BusinessCalendar.plusArbeitstage(deadline, afterWd).plusDays(1);
        if (hardOn != null && beforeHardWd != null) {
            LocalDate atTheLatest = BusinessCalendar.minusArbeitstage(hardOn, beforeHardWd);
            start = atTheLatest.isBefore(start) ? atTheLatest : start;
        }
        LocalDate missedSince = deadline.plusDays(1);
        return start.isBefore(missedSince) ? missedSince : start;
    }

    public static Cells level(String number) {
        return new Cells(Integer.parseInt(number.strip()));
    }

    /** The columns of the table. */
    public static final class Cells {

        private final int level;
        private @Nullable Turn turn;
        private String words = "";
        private int afterWd;
        private @Nullable Integer beforeHardWd;
        private LocalDate validFrom = LocalDate.MIN;
        private @Nullable LocalDate validTo;

        private Cells(int level) {
            this.level = level;
        }

        public Cells turn(String label) {
            turn = Turn.of(label.strip());
            return this;
        }

        public Cells words(String text) {
            words = text;
            return this;
        }

        public Cells after(String arbeitstage) {
            afterWd = Integer.parseInt(arbeitstage.strip());
            return this;
        }

        public Cells beforeHard(String arbeitstage) {
            beforeHardWd = Integer.parseInt(arbeitstage.strip());
            return this;
        }

        public Cells from(String isoDay) {
            validFrom = LocalDate.parse(isoDay.strip());
            return this;
        }

        public Cells to(String isoDay) {
            validTo = LocalDate.parse(isoDay.strip());
            return this;
        }

        /** Ends the row. */
        public LadderStep status(String word) {
            if (!word.strip().matches("inForce|announced|expired")) {
                throw new IllegalArgumentException("Stand muss inForce, announced oder expired sein, nicht: " + word);
            }
            return new LadderStep(level, turn, words, afterWd, beforeHardWd, validFrom, validTo, word.strip());
        }
    }
}
