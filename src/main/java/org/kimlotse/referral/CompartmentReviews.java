package org.kimlotse.referral;

import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.CompartmentReturned;
import org.kimlotse.casefile.CompartmentShut;
import org.kimlotse.engine.Workflows;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A case that changed hands without its manager brings coordination a task; in the transaction of the change. */
@Component
public class CompartmentReviews {

    public static final String PROCESS = "confidential-successor";

    private final Workflows workflows;
    private final Cases cases;

    CompartmentReviews(Workflows workflows, Cases cases) {
        this.workflows = workflows;
        this.cases = cases;
    }

    @EventListener
    void on(CompartmentShut shut) {
        workflows.start(PROCESS, shut.lockId().toString(), CaseVariables.of(cases.get(shut.caseId())));
    }

    @EventListener
    void on(CompartmentReturned returned) {
        workflows.cancel(PROCESS, returned.lockId().toString(), "RETURNED");
    }
}
