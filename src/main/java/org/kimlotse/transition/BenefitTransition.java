package org.kimlotse.transition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;

/**
 * One change of benefit law that is being worked, or was.
 *
 * @param trigger the day of the event behind it
 * @param oldLawUntil last day of the old law
 * @param newLawFrom first day of the new law
 * @param closeDue by when every step should have ended, or null
 * @param decisionId the rules' decision on the steps, in the log of decisions
 * @param plannedAt UTC
 * @param closedAt UTC, null while open
 * @param heldSince UTC, since when nothing is sent because the change fell away or is unclear; null: it goes on
 * @param reviewSince UTC, since when a person is asked whether and how it goes on; null: nobody is
 */
public record BenefitTransition(
        UUID id,
        CaseId caseId,
        Rechtskreis newLaw,
        LocalDate trigger,
        LocalDate oldLawUntil,
        LocalDate newLawFrom,
        @Nullable LocalDate closeDue,
        UUID decisionId,
        Instant plannedAt,
        @Nullable Instant closedAt,
        @Nullable Instant heldSince,
        @Nullable Instant reviewSince) {

    public boolean open() {
        return closedAt == null;
    }

    boolean held() {
        return heldSince != null;
    }

    boolean underReview() {
        return reviewSince != null;
    }

    /** Planned for this law and these days. */
    boolean plannedFor(BenefitLaw law) {
        return newLaw == law.law()
                && trigger.equals(law.trigger())
                && oldLawUntil.equals(law.until())
                && newLawFrom.equals(law.from());
    }

    public Optional<LocalDate> due() {
        return Optional.ofNullable(closeDue);
    }
}
