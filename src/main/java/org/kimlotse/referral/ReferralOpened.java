package org.kimlotse.referral;

import org.kimlotse.shared.CaseId;

/** A referral was opened; published in the same transaction. */
public record ReferralOpened(ReferralId id, CaseId caseId, ReferralKind kind) {}
