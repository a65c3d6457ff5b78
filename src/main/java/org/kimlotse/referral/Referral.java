package org.kimlotse.referral;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * One way to another office's help, opened because it was agreed with the person.
 *
 * @param agreementVersion the version of the goal agreement it rests on
 * @param openedAt UTC
 * @param closedAt UTC, null while it is open
 */
public record Referral(
        ReferralId id,
        CaseId caseId,
        ReferralKind kind,
        int agreementVersion,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable ReferralResult result) {

    public boolean open() {
        return closedAt == null;
    }

    public Optional<ReferralResult> ended() {
        return Optional.ofNullable(result);
    }
}
