package org.kimlotse.referral.facts;

import java.time.LocalDate;
import org.kimlotse.shared.BusinessCalendar;

/**
 * A step of a referral that is handed to another office, as its row of the table says.
 *
 * @param step for example S1
 * @param receiver by the name of {@code directory.OfficeKind}
 * @param base the day the target is counted from, see the facts
 * @param unit Kalendertage or Arbeitstage
 * @param hint what counts as done and which day is asked for
 */
public record StepRow(
        String step,
        String title,
        String receiver,
        String base,
        int count,
        String unit,
        String reason,
        String hint,
        String law,
        String purpose,
        String dataCategories) {

    /** By when it has to be on its way. */
    public LocalDate due(LocalDate from) {
        return switch (unit) {
            case "Kalendertage" -> BusinessCalendar.plusCalendarDays(from, count);
            case "Arbeitstage" -> BusinessCalendar.plusArbeitstage(from, count);
            default -> throw new IllegalArgumentException("Einheit unbekannt: " + unit);
        };
    }

    /** How the target came about, German. */
    public String derivation(LocalDate from) {
        return "Ziel: %s + %d %s = %s"
                .formatted(BusinessCalendar.german(from), count, unit, BusinessCalendar.german(due(from)));
    }

    /** Name of {@code handover.OutcomeDay}: an appointment may lie ahead, everything else has happened. */
    public String outcomeDay() {
        return step.equals("G1") || step.equals("J1") ? "AGREED" : "EVENT";
    }

    public static Cells step(String name) {
        return new Cells(name.strip());
    }

    /** The columns of the table. */
    public static final class Cells {

        private final String step;
        private String title = "";
        private String receiver = "";
        private String base = "";
        private int count;
        private String unit = "";
        private String reason = "";
        private String hint = "";
        private String law = "";
        private String purpose = "";
        private String dataCategories = "";

        private Cells(String step) {
            this.step = step;
        }

        public Cells title(String text) {
            title = text;
            return this;
        }

        public Cells receiver(String kind) {
            receiver = kind.strip();
            return this;
        }

        public Cells from(String day) {
            base = day.strip();
            return this;
        }

        public Cells count(String number) {
            count = Integer.parseInt(number.strip());
            return this;
        }

        public Cells unit(String word) {
            unit = word.strip();
            return this;
        }

        public Cells reason(String text) {
            reason = text;
            return this;
        }

        public Cells hint(String text) {
            hint = text;
            return this;
        }

        public Cells law(String citation) {
            law = citation;
            return this;
        }

        public Cells purpose(String name) {
            purpose = name.strip();
            return this;
        }

        public Cells data(String categories) {
            dataCategories = categories.replace(" ", "");
            return this;
        }

        /** Ends the row: every row has a source. */
        public StepRow source(String text) {
            if (text.isBlank() || receiver.isEmpty() || base.isEmpty() || unit.isEmpty()) {
                throw new IllegalArgumentException(
                        step + ": Stelle, Bezugstag, Einheit und Quelle müssen gefüllt sein");
            }
            return new StepRow(step, title, receiver, base, count, unit, reason, hint, law, purpose, dataCategories);
        }
    }
}
