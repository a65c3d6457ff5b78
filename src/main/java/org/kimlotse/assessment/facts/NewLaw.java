package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;

/**
 * Under which law a person's livelihood falls from a day on, once AsylbLG does not stand in the way; derived by rules.
 *
 * @param day the first day it was asked about
 * @param row of table A where one of the priority rows 3 to 5 or an exclusion decides, else empty
 * @param reason German
 * @param citation the paragraphs
 * @param notThese German, what was rejected and why
 */
public record NewLaw(LocalDate day, Rechtskreis law, String row, String reason, String citation, String notThese)
        implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    private boolean startsWithKnowledge() {
        return law == Rechtskreis.SGB_XII_3;
    }

    /** What it starts by: an application that works back to the first of the month, or knowledge of the need; empty if none. */
    public String startsBy() {
        return startsWithKnowledge() ? "§ 18 Abs. 1 SGB XII" : paid() ? "§ 37 Abs. 2 SGB II" : "";
    }

    /** The last day to apply for it, or to tell of the need, if it is to start on that day; null if nobody pays. */
    public @Nullable LocalDate lastDayWithoutLoss(LocalDate start) {
        return startsWithKnowledge() ? start : paid() ? BusinessCalendar.eom(start) : null;
    }

    /** German, why {@link #lastDayWithoutLoss} is that day. */
    public String lastDayWords(LocalDate start) {
        return startsWithKnowledge()
                ? "Letzter Tag ohne Verlust: " + BusinessCalendar.german(start)
                        + "; die Hilfe setzt erst ein, wenn der Bedarf bekannt ist, und wirkt nicht zurück (§ 18 Abs. 1 SGB XII)"
                : "Der Antrag wirkt auf den Ersten seines Monats zurück; letzter Tag für diesen Monat: "
                        + BusinessCalendar.german(BusinessCalendar.eom(start));
    }

    /** German, why it starts on that day. */
    public String startWords(LawDay asked, LocalDate start) {
        return start.equals(day)
                ? asked.words() + ": " + BusinessCalendar.german(day)
                : "Tag, an dem der Bedarf bekannt wird: " + BusinessCalendar.german(start);
    }

    /** Somebody pays, so a gap is possible. */
    public boolean paid() {
        return law != Rechtskreis.NONE;
    }
}
