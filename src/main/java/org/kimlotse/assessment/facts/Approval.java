package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Rechtskreis;

/** A notice that approves a benefit for a time. */
public record Approval(Rechtskreis law, LocalDate from, LocalDate lastDay) {

    /** First day paid by another office and covered by this notice, or null. */
    public @Nullable LocalDate overlapFrom(BenefitPaid paid) {
        return covered().overlapFrom(paid);
    }

    /** Last day paid by another office and covered by this notice, null if open. */
    public @Nullable LocalDate overlapUntil(BenefitPaid paid) {
        return covered().overlapUntil(paid);
    }

    private BenefitPaid covered() {
        return new BenefitPaid(law, from, lastDay, null);
    }

    /** May answer that application: of the same law, and from no earlier than the month it works back to. */
    public boolean answers(ApplicationMade made) {
        return law == made.law() && !from.isBefore(made.madeOn().withDayOfMonth(1));
    }

    /** The earlier of its own end and so many months after a day, less a day. */
    public LocalDate endsUnder(LocalDate inForce, int months) {
        LocalDate latest = BusinessCalendar.plusMonths(inForce, months).minusDays(1);
        return lastDay.isBefore(latest) ? lastDay : latest;
    }
}
