package org.kimlotse.transition;

import java.util.List;
import java.util.Map;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawConsequences;
import org.kimlotse.assessment.BenefitLawDecided;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseMoved;
import org.kimlotse.handover.HandoverChanged;
import org.kimlotse.handover.HandoverDropped;
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

    /** After every assessment, correction and decision: the steps rest on facts, too, that leave the law as it was. */
    @EventListener
    void on(BenefitLawDecided decided) {
        management.replan(decided.caseId(), decided.law());
    }

    /** A completed application needs one that was made: what builds on a dropped step is not needed. */
    @EventListener
    void on(HandoverDropped dropped) {
        management.dropped(dropped.caseId(), dropped.handoverId(), dropped.reason());
    }

    @EventListener
    void on(HandoverChanged changed) {
        if (changed.to().closed()) {
            management.ended(changed.caseId(), changed.handoverId());
        }
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
    public List<String> of(CaseId caseId, BenefitLaw after, Map<StatusFact, String> tried) {
        return management.previewReplan(caseId, after, tried).stream()
                .map(HopDifference::sentence)
                .toList();
    }
}
