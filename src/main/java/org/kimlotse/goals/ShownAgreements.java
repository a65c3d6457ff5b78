package org.kimlotse.goals;

import java.util.List;
import java.util.Optional;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/**
 * The goal agreements as the acting user may read them: whoever may not look into the health compartment does not learn
 * whether a confidential referral was agreed. Pages and forms read here; what acts on an agreement reads all of it.
 */
@Component
public class ShownAgreements {

    private final GoalAgreements agreements;
    private final Compartment compartment;

    ShownAgreements(GoalAgreements agreements, Compartment compartment) {
        this.agreements = agreements;
        this.compartment = compartment;
    }

    /** All versions, oldest first. */
    public List<GoalAgreement> versions(CaseId caseId) {
        boolean open = compartment.open(caseId);
        return agreements.versions(caseId).stream()
                .map(agreement -> open ? agreement : agreement.withoutHealth())
                .toList();
    }

    /** The newest version, draft or signed. */
    public Optional<GoalAgreement> latest(CaseId caseId) {
        return versions(caseId).stream().reduce((older, newer) -> newer);
    }

    /** The version signed last. */
    public Optional<GoalAgreement> inForce(CaseId caseId) {
        return versions(caseId).stream().filter(GoalAgreement::signed).reduce((older, newer) -> newer);
    }
}
