package org.kimlotse.transition;

import java.util.List;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawConsequences;
import org.kimlotse.assessment.BenefitLawRevised;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseMoved;
import org.kimlotse.shared.CaseId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A corrected fact moves the steps: shown before it applies, applied in the transaction of the correction. */
@Component
class TransitionReactions implements BenefitLawConsequences {

    private final TransitionManagement management;

    TransitionReactions(TransitionManagement management) {
        this.management = management;
    }

    @EventListener
    void on(BenefitLawRevised revised) {
        management.replan(revised.caseId(), revised.after());
    }

    /** In another municipality other offices are competent for what has not been sent yet. */
    @EventListener
    void on(CaseMoved moved) {
        management.replanForToday(moved.caseId());
    }

    /** A closed case takes its open change with it; opened again, it is planned anew. */
    @EventListener
    void on(CaseClosed closed) {
        management.endWithCase(closed.caseId());
    }

    @Override
    public List<String> of(CaseId caseId, BenefitLaw after) {
        return management.previewReplan(caseId, after).stream()
                .map(HopDifference::sentence)
                .toList();
    }
}
