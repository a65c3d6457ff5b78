package org.kimlotse.referral;

import java.util.List;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/**
 * The referrals of a case as the acting user may read them: that there is a confidential one only who may look into the
 * health compartment learns. Pages and forms read here; what acts on referrals reads all of them.
 */
@Component
public class ShownReferrals {

    private final ReferralRecords referrals;
    private final Compartment compartment;

    ShownReferrals(ReferralRecords referrals, Compartment compartment) {
        this.referrals = referrals;
        this.compartment = compartment;
    }

    /** Newest first. */
    public List<Referral> of(CaseId caseId) {
        boolean open = compartment.open(caseId);
        return referrals.of(caseId).stream()
                .filter(referral -> open || !referral.kind().confidential())
                .toList();
    }

    public List<Referral> openOf(CaseId caseId) {
        return of(caseId).stream().filter(Referral::open).toList();
    }
}
