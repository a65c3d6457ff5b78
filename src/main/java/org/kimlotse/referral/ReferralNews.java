package org.kimlotse.referral;

import org.kimlotse.shared.CaseId;

/**
 * A referral brought to light something that the assessment of the case does not know; published in the same transaction.
 *
 * @param income it concerns what the person lives on
 * @param text German, what exactly
 */
public record ReferralNews(CaseId caseId, boolean income, String text) {}
