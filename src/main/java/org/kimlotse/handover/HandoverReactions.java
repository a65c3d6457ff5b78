package org.kimlotse.handover;

import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.consent.ConsentWithdrawn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What other modules' events mean for handovers; in the transaction of the event. */
@Component
class HandoverReactions {

    private final HandoverManagement management;

    HandoverReactions(HandoverManagement management) {
        this.management = management;
    }

    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        management.stopOnConsent(
                withdrawn.caseId(),
                withdrawn.recipient(),
                withdrawn.purpose().name(),
                withdrawn.category().name());
    }

    @EventListener
    void on(CaseClosed closed) {
        management.stopWithCase(closed.caseId());
    }
}
