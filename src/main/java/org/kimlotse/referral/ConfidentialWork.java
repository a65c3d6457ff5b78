package org.kimlotse.referral;

import java.util.Optional;
import java.util.Set;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.casefile.CompartmentOpened;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.CaseId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The tasks of a confidential referral, of its handovers and of their letters belong to whoever may look into the compartment.
 * While it is shut for the one who runs the case they wait without anybody, those that come meanwhile too; coordination's task
 * about the change of hands stands for them.
 */
@Component
public class ConfidentialWork {

    private final Compartment compartment;
    private final HealthAccesses accesses;
    private final Workflows workflows;

    ConfidentialWork(Compartment compartment, HealthAccesses accesses, Workflows workflows) {
        this.compartment = compartment;
        this.accesses = accesses;
        this.workflows = workflows;
    }

    /** Processes that do not simply follow a case that moves. */
    public static Set<String> processes() {
        return Set.of(ReferralKind.HEALTH.process(), HealthAccesses.PROCESS);
    }

    /** After a change of hands, or of what is open: everything to the one it belongs to now. */
    public void follow(CaseId caseId) {
        Optional<String> insider = compartment.insider(caseId);
        // An emergency access is judged by whoever ran the case then, until somebody else does who did not look.
        boolean judged = insider.filter(user -> !accesses.looked(caseId, user)).isPresent();
        workflows.giveConfidential(
                caseId.number(), judged ? processes() : Set.of(ReferralKind.HEALTH.process()), insider);
    }

    @EventListener
    void on(CompartmentOpened opened) {
        follow(opened.caseId());
    }
}
