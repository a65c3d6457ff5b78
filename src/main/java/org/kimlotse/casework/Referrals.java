package org.kimlotse.casework;

import org.kimlotse.engine.Workflows;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.goals.GoalManagement;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Service;

/** Which of the referrals agreed with the person are to be opened now. */
@Service
public class Referrals {

    private final GoalAgreements agreements;
    private final GoalManagement goals;
    private final Workflows workflows;

    Referrals(GoalAgreements agreements, GoalManagement goals, Workflows workflows) {
        this.agreements = agreements;
        this.goals = goals;
        this.workflows = workflows;
    }

    /** True if the change of benefit law was agreed and signed, the law does change, and it is not being worked already. */
    public boolean transitionIsDue(CaseId caseId) {
        return agreements
                        .inForce(caseId)
                        .map(agreement -> agreement.referrals().contains(AgreedReferral.TRANSITION))
                        .orElse(false)
                && goals.transitionExpected(caseId)
                && !workflows.isRunning("transition-asylblg-sgb2", caseId.number());
    }
}
