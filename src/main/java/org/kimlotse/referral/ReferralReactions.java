package org.kimlotse.referral;

import org.kimlotse.assessment.BenefitLawDecided;
import org.kimlotse.casefile.CaseClosed;
import org.kimlotse.casefile.CaseMoved;
import org.kimlotse.handover.HandoverChanged;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.transition.TransitionManagement;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What other modules' events mean for referrals; in the transaction of the event. */
@Component
class ReferralReactions {

    private final ReferralManagement management;
    private final ReferralRecords referrals;
    private final LanguageCourse course;
    private final ReferralSteps steps;
    private final TransitionManagement transitions;

    ReferralReactions(
            ReferralManagement management,
            ReferralRecords referrals,
            LanguageCourse course,
            ReferralSteps steps,
            TransitionManagement transitions) {
        this.management = management;
        this.referrals = referrals;
        this.course = course;
        this.steps = steps;
        this.transitions = transitions;
    }

    @EventListener
    void on(ReferralOpened opened) {
        transitions.leaveToOthers(opened.caseId());
    }

    /** An office that is not the right one any more is not waited for: the way is proposed anew. */
    @EventListener
    void on(BenefitLawDecided decided) {
        referrals
                .open(decided.caseId(), ReferralKind.LANGUAGE_COURSE)
                .map(Referral::id)
                .filter(course::wayHasChanged)
                .ifPresent(id -> steps.end(
                        id, "S1", "Der Aufenthalt hat sich geändert; der Weg in den Kurs wird neu bestimmt."));
        steps.followCompetence(decided.caseId());
    }

    /** In another municipality other offices are competent. */
    @EventListener
    void on(CaseMoved moved) {
        steps.followCompetence(moved.caseId());
    }

    /** Taken back, and prepared once more: for who is competent today. */
    @EventListener
    void on(HandoverChanged changed) {
        if (changed.from() == HandoverState.WITHDRAWN && changed.to() == HandoverState.PREPARED) {
            steps.followCompetence(changed.handoverId());
        }
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
