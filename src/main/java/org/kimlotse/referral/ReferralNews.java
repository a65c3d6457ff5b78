package org.kimlotse.referral;

import org.kimlotse.shared.CaseId;

/**
 * A referral brought to light something that the assessment of the case does not know; published in the same transaction.
 *
 * @param income it concerns what the person lives on
 * @param text German, what exactly
 * @param confidential only who may look into the health compartment reads the text
 */
public record ReferralNews(CaseId caseId, boolean income, String text, boolean confidential) {

    public ReferralNews(CaseId caseId, boolean income, String text) {
        this(caseId, income, text, false);
    }
}
