package org.kimlotse.referral;

import org.jspecify.annotations.Nullable;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.rulebook.Decision;

/** A kind of referral that knows what to ask the rules. */
interface ReferralRules {

    ReferralKind kind();

    /** The purpose a consent for its steps names, by {@code consent.Purpose}. */
    String purpose();

    /** The office of this kind a person has chosen, by its code; null: whoever is competent. */
    default @Nullable String chosenOffice(Referral referral, OfficeKind kind) {
        return null;
    }

    /** Asks the rules with all that is known today; saves nothing. */
    Decision decide(Referral referral);
}
