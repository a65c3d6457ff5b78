package org.kimlotse.referral;

import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.transition.TransitionManagement;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What other modules' events mean for referrals; in the transaction of the event. */
@Component
class ReferralReactions {

    private final ReferralManagement management;
    private final TransitionManagement transitions;

    ReferralReactions(ReferralManagement management, TransitionManagement transitions) {
        this.management = management;
        this.transitions = transitions;
    }

    @EventListener
    void on(ReferralOpened opened) {
        transitions.leaveToOthers(opened.caseId());
    }

    /** What the change of benefit law had left to it is somebody's again. */
    @EventListener
    void on(ReferralClosed closed) {
        if (closed.result().cameToNothing()) {
            transitions.replanForToday(closed.caseId());
        }
    }

    @EventListener
    void on(CaseClosed closed) {
        management.endWithCase(closed.caseId());
    }
}
