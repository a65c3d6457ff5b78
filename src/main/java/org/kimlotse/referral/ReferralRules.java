package org.kimlotse.referral;

import org.kimlotse.rulebook.Decision;

/** A kind of referral that knows what to ask the rules. */
interface ReferralRules {

    ReferralKind kind();

    /** The purpose a consent for its steps names, by {@code consent.Purpose}. */
    String purpose();

    /** Asks the rules with all that is known today; saves nothing. */
    Decision decide(Referral referral);
}
