package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;

/**
 * AsylbLG ends because of an event; a row of table A that applies.
 *
 * @param row number in table A
 * @param trigger the day of the event
 */
public record LawChange(String row, String eventKind, String eventWords, LocalDate trigger, String reason, String law)
        implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return trigger;
    }

    /** Last day of the old law: with the end of the month (§ 1 Abs. 3 S. 1 AsylbLG). */
    public LocalDate asylblgUntil() {
        return BusinessCalendar.eom(trigger);
    }

    /** First day of the new law. */
    public LocalDate newLawFrom() {
        return BusinessCalendar.firstOfNextMonth(trigger);
    }

    /** The law before: AsylbLG, unless it is over by that day and the person is already paid under SGB II or SGB XII. */
    public Rechtskreis before(@Nullable Rechtskreis now, LocalDate today) {
        if (today.isBefore(newLawFrom())) {
            return Rechtskreis.ASYLBLG;
        }
        boolean moved = now == Rechtskreis.SGB_II || now == Rechtskreis.SGB_XII_3 || now == Rechtskreis.SGB_XII_4;
        return moved && now != null ? now : Rechtskreis.ASYLBLG;
    }

    public static Row on(LegalEvent event) {
        return new Row(event);
    }

    /** The columns of the table. */
    public static final class Row {

        private final LegalEvent event;
        private String row = "";
        private String reason = "";
        private String law = "";

        private Row(LegalEvent event) {
            this.event = event;
        }

        public Row row(String text) {
            row = text;
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
        public LawChange source(String text) {
            if (text.isBlank() || row.isEmpty()) {
                throw new IllegalArgumentException("Zeile und Quelle müssen gefüllt sein");
            }
            return new LawChange(row, event.kind(), event.words(), event.day(), reason, law);
        }
    }
}
