package org.kimlotse.referral;

import org.kimlotse.casefile.CaseClosed;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What other modules' events mean for referrals; in the transaction of the event. */
@Component
class ReferralReactions {

    private final ReferralManagement management;

    ReferralReactions(ReferralManagement management) {
        this.management = management;
    }

    @EventListener
    void on(CaseClosed closed) {
        management.endWithCase(closed.caseId());
    }
}
