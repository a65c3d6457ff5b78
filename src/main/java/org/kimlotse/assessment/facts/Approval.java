package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Rechtskreis;

/** A notice that approves a benefit for a time. */
public record Approval(Rechtskreis law, LocalDate from, LocalDate lastDay) {

    /** The earlier of its own end and so many months after a day, less a day. */
    public LocalDate endsUnder(LocalDate inForce, int months) {
        LocalDate latest = BusinessCalendar.plusMonths(inForce, months).minusDays(1);
        return lastDay.isBefore(latest) ? lastDay : latest;
    }
}
