package org.kimlotse.handover;

import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.consent.ConsentWithdrawn;
import org.kimlotse.correspondence.LetterCancelled;
import org.kimlotse.correspondence.LetterPosted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What other modules' events mean for handovers; in the transaction of the event. */
@Component
class HandoverReactions {

    private final HandoverManagement management;
    private final Handovers handovers;
    private final HandoverWorkflow workflow;

    HandoverReactions(HandoverManagement management, Handovers handovers, HandoverWorkflow workflow) {
        this.management = management;
        this.handovers = handovers;
        this.workflow = workflow;
    }

    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        management.stopOnConsent(
                withdrawn.caseId(),
                withdrawn.recipient(),
                withdrawn.purpose().name(),
                withdrawn.category().name());
    }

    /** The day counts from which the letter was on its way. */
    @EventListener
    void on(LetterPosted posted) {
        handovers
                .about(posted.letter())
                .ifPresent(handover -> management.posted(handover.id(), posted.letter(), posted.on()));
    }

    /** The task to post it ends with it, unless it was done in the task itself: that one is gone by now. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void settle(LetterPosted posted) {
        workflow.letterSettled(posted.letter().id());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void settle(LetterCancelled cancelled) {
        workflow.letterSettled(cancelled.letter().id());
    }

    @EventListener
    void on(HandoverPauseEnded ended) {
        management.goOn(ended.caseId(), ended.pause());
    }

    @EventListener
    void on(CaseClosed closed) {
        management.stopWithCase(closed.caseId());
    }
}
