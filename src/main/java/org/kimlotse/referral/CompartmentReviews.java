package org.kimlotse.referral;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseReopened;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.CompartmentLock;
import org.kimlotse.casefile.CompartmentLockOver;
import org.kimlotse.casefile.CompartmentLocks;
import org.kimlotse.casefile.CompartmentShut;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.CaseId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A case that changed hands without its manager brings coordination a task; in the transaction of the change. */
@Component
public class CompartmentReviews {

    public static final String PROCESS = "confidential-successor";

    private static final String CONFIRM = "userTask_confirmSuccessor";
    private static final String SETTLE = "userTask_settleSuccessor";

    private final Workflows workflows;
    private final Cases cases;
    private final CompartmentLocks locks;

    CompartmentReviews(Workflows workflows, Cases cases, CompartmentLocks locks) {
        this.workflows = workflows;
        this.cases = cases;
        this.locks = locks;
    }

    @EventListener
    void on(CompartmentShut shut) {
        start(shut.caseId(), shut.lockId().toString());
    }

    @EventListener
    void on(CompartmentLockOver over) {
        workflows.cancel(PROCESS, over.lockId().toString(), "lock-over");
    }

    /** Who runs a closed case is nobody's question; opened again, it is asked again. */
    @EventListener
    void on(CaseClosed closed) {
        locks.shutting(closed.caseId())
                .ifPresent(lock -> workflows.cancel(PROCESS, lock.id().toString(), "case-closed"));
    }

    @EventListener
    void on(CaseReopened reopened) {
        locks.shutting(reopened.caseId())
                .ifPresent(lock -> start(reopened.caseId(), lock.id().toString()));
    }

    /** Until when coordination is to have done its part. */
    Optional<Instant> due(CompartmentLock lock) {
        return Stream.of(CONFIRM, SETTLE)
                .flatMap(task -> workflows.due(PROCESS, lock.id().toString(), task).stream())
                .findFirst();
    }

    private void start(CaseId caseId, String lockId) {
        workflows.start(PROCESS, lockId, CaseVariables.of(cases.get(caseId)));
    }
}
