package org.kimlotse.transition.facts;

import java.time.LocalDate;
import org.kimlotse.shared.BusinessCalendar;

/**
 * A hop that applies, as its row of the table says.
 *
 * @param hop H0 to H14
 * @param receiver name of {@code directory.OfficeKind}, or KIM
 * @param base day the target is counted from: T, S, EOM_T, TITEL or another hop
 * @param count how many units; negative counts backwards (Arbeitstage only)
 * @param unit Kalendertage or Arbeitstage
 * @param rolled moved to the next working day
 * @param notBeforeWd at least so many Arbeitstage after the event, or 0
 * @param competentOn on which day the competent office is looked for, see {@link #officeOn}
 * @param hard see {@link TransitionFacts#hard}
 * @param ask what the office is asked to do, German, without any fact of the person; empty for our own steps
 */
public record HopRow(
        String hop,
        String title,
        String receiver,
        String base,
        int count,
        String unit,
        boolean rolled,
        int notBeforeWd,
        String competentOn,
        String hard,
        String hardReason,
        String reason,
        String law,
        String purpose,
        String dataCategories,
        String ask) {

    /** The target is counted from another hop's. */
    public boolean followsAnotherHop() {
        return base.matches("H\\d+");
    }

    /**
     * The target day, never after the last day without loss. Lies that day before the one the target is counted from, waiting
     * for the change costs money: then the target is counted from today, and is today if that day is over.
     */
    public LocalDate due(LocalDate from, TransitionFacts facts, LocalDate today) {
        LocalDate due = target(from, facts);
        LocalDate last = facts.hard(hard, due);
        if (last == null || !due.isAfter(last)) {
            return due;
        }
        if (!last.isBefore(from)) {
            return last;
        }
        LocalDate soon = target(today, facts);
        return !soon.isAfter(last) ? soon : last.isBefore(today) ? today : last;
    }

    private LocalDate target(LocalDate from, TransitionFacts facts) {
        LocalDate due =
                switch (unit) {
                    case "Kalendertage" -> BusinessCalendar.plusCalendarDays(from, count);
                    case "Arbeitstage" ->
                        count < 0
                                ? BusinessCalendar.minusArbeitstage(from, -count)
                                : BusinessCalendar.plusArbeitstage(from, count);
                    default -> throw new IllegalArgumentException("Einheit unbekannt: " + unit);
                };
        if (notBeforeWd > 0) {
            LocalDate earliest = BusinessCalendar.plusArbeitstage(facts.trigger(), notBeforeWd);
            due = due.isBefore(earliest) ? earliest : due;
        }
        return rolled ? BusinessCalendar.rollForward(due) : due;
    }

    /**
     * The day on which the office must be competent: LETZTER_MONAT the event, but not before the last month of the old law
     * (who pays that month, § 10a AsylbLG, wherever the person moves later in it), S the first of the new one (who begins goes on until another takes over, § 2 Abs. 3 SGB X), HEUTE the target,
     * but not before today (what is done from now on), empty the target.
     */
    public LocalDate officeOn(LocalDate due, TransitionFacts facts, LocalDate today) {
        return switch (competentOn) {
            case "" -> due;
            case "HEUTE" -> due.isBefore(today) ? today : due;
            case "LETZTER_MONAT" -> {
                LocalDate month = facts.asylblgUntil().withDayOfMonth(1);
                yield facts.trigger().isBefore(month) ? month : facts.trigger();
            }
            case "S" -> facts.day(competentOn);
            default -> throw new IllegalArgumentException("Tag der Zuständigkeit unbekannt: " + competentOn);
        };
    }

    /** How the target came about, German. */
    public String derivation(LocalDate from, TransitionFacts facts, LocalDate today) {
        String sum = baseInWords() + " " + BusinessCalendar.german(from)
                + (count == 0 ? "" : (count < 0 ? " − " : " + ") + Math.abs(count) + " " + unit);
        String bounds = (notBeforeWd > 0 ? ", frühestens " + notBeforeWd + " Arbeitstage nach dem Ereignis" : "")
                + (rolled ? ", am Wochenende oder Feiertag der nächste Arbeitstag" : "");
        LocalDate target = target(from, facts);
        LocalDate due = due(from, facts, today);
        String earlier = due.equals(target)
                ? ""
                : ", so aber nach dem letzten Tag ohne Verlust; deshalb " + BusinessCalendar.german(due);
        return sum + bounds + " = " + BusinessCalendar.german(target) + earlier;
    }

    private String baseInWords() {
        return switch (base) {
            case "T" -> "Ereignis";
            case "S" -> "Erster Tag des neuen Rechts";
            case "EOM_T" -> "Letzter Tag des AsylbLG";
            case "TITEL" -> "Erteilung des Titels";
            default -> "Ziel von " + base;
        };
    }

    public static Cells hop(String hop) {
        return new Cells(hop);
    }

    /** The columns of the table. */
    public static final class Cells {

        private final String hop;
        private String title = "";
        private String receiver = "";
        private String base = "";
        private int count;
        private String unit = "Kalendertage";
        private boolean rolled;
        private int notBeforeWd;
        private String competentOn = "";
        private String hard = "";
        private String hardReason = "";
        private String reason = "";
        private String law = "";
        private String purpose = "";
        private String dataCategories = "";
        private String ask = "";

        private Cells(String hop) {
            this.hop = hop.strip();
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

        public Cells rolled(String yes) {
            rolled = yes.strip().equals("ja");
            return this;
        }

        public Cells notBefore(String arbeitstage) {
            notBeforeWd = Integer.parseInt(arbeitstage.strip());
            return this;
        }

        public Cells competentOn(String word) {
            competentOn = word.strip();
            return this;
        }

        public Cells hard(String kind) {
            hard = kind.strip();
            return this;
        }

        public Cells hardReason(String text) {
            hardReason = text;
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

        public Cells purpose(String name) {
            purpose = name.strip();
            return this;
        }

        public Cells data(String categories) {
            dataCategories = categories.replace(" ", "");
            return this;
        }

        public Cells ask(String text) {
            ask = text.strip();
            return this;
        }

        /** Ends the row: every row has a source. */
        public HopRow source(String text) {
            if (text.isBlank() || receiver.isEmpty() || base.isEmpty()) {
                throw new IllegalArgumentException(hop + ": Empfänger, Bezugstag und Quelle müssen gefüllt sein");
            }
            return new HopRow(
                    hop,
                    title,
                    receiver,
                    base,
                    count,
                    unit,
                    rolled,
                    notBeforeWd,
                    competentOn,
                    hard,
                    hardReason,
                    reason,
                    law,
                    purpose,
                    dataCategories,
                    ask);
        }
    }
}
