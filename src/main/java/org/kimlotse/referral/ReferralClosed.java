package org.kimlotse.referral;

import org.kimlotse.shared.CaseId;

/** A referral came to an end, good or bad; published in the same transaction. */
public record ReferralClosed(ReferralId id, CaseId caseId, ReferralKind kind, ReferralResult result) {}
