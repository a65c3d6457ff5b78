package org.kimlotse.handover;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * A handover to be made.
 *
 * @param idempotencyKey the same key never makes a second one
 * @param needed false: it is kept with its reason, and nobody has to do anything
 * @param receiverOffice code; null only if not needed
 * @param dataCategories what the receiver has to know; empty: nothing is transferred
 * @param transferBasis the law that permits the transfer without consent, or null
 */
public record HandoverPlan(
        CaseId caseId,
        String idempotencyKey,
        String hop,
        String purpose,
        String title,
        String reason,
        String outcomeHint,
        @Nullable String legalBasis,
        @Nullable String ruleId,
        @Nullable String ruleSetVersion,
        boolean needed,
        boolean ownStep,
        @Nullable String receiverOffice,
        @Nullable LocalDate dueOn,
        String dueReason,
        @Nullable LocalDate hardOn,
        Set<String> dataCategories,
        @Nullable String transferBasis,
        @Nullable LocalDate oldLawUntil,
        OutcomeDay outcomeDay) {

    public HandoverPlan {
        dataCategories = Set.copyOf(dataCategories);
        if (needed && receiverOffice == null) {
            throw new IllegalArgumentException("a handover that is needed has a receiver: " + idempotencyKey);
        }
    }

    /** The same step, which nobody has to do. */
    public HandoverPlan notNeeded(String why) {
        return new HandoverPlan(
                caseId,
                idempotencyKey,
                hop,
                purpose,
                title,
                why,
                outcomeHint,
                legalBasis,
                ruleId,
                ruleSetVersion,
                false,
                ownStep,
                null,
                null,
                "",
                null,
                Set.of(),
                null,
                null,
                outcomeDay);
    }
}
