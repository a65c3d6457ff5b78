package org.kimlotse.referral;

import org.kimlotse.shared.CaseId;

/**
 * A referral came to an end, good or bad; published in the same transaction.
 *
 * @param why German, one of the answers a form offers; empty if none was asked for
 */
public record ReferralClosed(ReferralId id, CaseId caseId, ReferralKind kind, ReferralResult result, String why) {}
