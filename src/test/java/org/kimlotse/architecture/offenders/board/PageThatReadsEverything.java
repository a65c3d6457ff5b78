package org.kimlotse.architecture.offenders.board;

import org.kimlotse.referral.ReferralRecords;

/** A page that reads past the health compartment. */
public class PageThatReadsEverything {

    private final ReferralRecords referrals;

    public PageThatReadsEverything(ReferralRecords referrals) {
        this.referrals = referrals;
    }

    @Override
    public String toString() {
        return referrals.toString();
    }
}
