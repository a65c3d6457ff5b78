package org.kimlotse.referral;

import org.kimlotse.shared.CaseId;

/**
 * What a {@link ReferralNews} said is not so any more; published in the same transaction.
 *
 * @param text its text, word for word
 */
public record ReferralNewsOver(CaseId caseId, String text) {}
