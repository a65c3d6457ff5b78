package org.kimlotse.goals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;

/**
 * What became of a goal. It belongs to the goal's words, so that it holds in a later version too.
 *
 * @param on the day (Europe/Berlin) it was so
 * @param words how it was put, as typed; may be empty
 * @param recordedAt UTC
 * @param takenBackAt null as long as it stands; another judgement takes the earlier one back
 */
public record GoalOutcome(
        UUID id,
        CaseId caseId,
        String goal,
        Kind kind,
        LocalDate on,
        SaidBy saidBy,
        String words,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant takenBackAt,
        @Nullable String takenBackBy) {

    public enum Kind {
        REACHED("erreicht"),
        PARTLY("zum Teil erreicht"),
        NOT_WANTED("nicht mehr gewollt");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What a reader sees, in German. */
        public String label() {
            return label;
        }
    }

    public enum SaidBy {
        PERSON("die Person"),
        TOGETHER("Person und Fallmanagement gemeinsam"),
        CASE_MANAGER("das Fallmanagement");

        private final String label;

        SaidBy(String label) {
            this.label = label;
        }

        /** What a reader sees, in German. */
        public String label() {
            return label;
        }
    }

    public boolean stands() {
        return takenBackAt == null;
    }

    /** One line, German, without the words: "erreicht am 30.06.2027, sagt die Person". */
    public String sentence() {
        return "%s am %s, %s %s"
                .formatted(
                        kind.label(),
                        BusinessCalendar.german(on),
                        saidBy == SaidBy.TOGETHER ? "sagen" : "sagt",
                        saidBy.label());
    }

    /** Says nothing about the person. */
    @Override
    public String toString() {
        return "GoalOutcome[" + id + ", " + kind + "]";
    }
}
