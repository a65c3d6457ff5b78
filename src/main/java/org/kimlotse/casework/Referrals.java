package org.kimlotse.casework;

import java.util.Arrays;
import java.util.List;
import org.kimlotse.assessment.BenefitLawDecided;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.goals.GoalManagement;
import org.kimlotse.referral.ConfidentialWork;
import org.kimlotse.referral.ReferralKind;
import org.kimlotse.referral.ReferralManagement;
import org.kimlotse.shared.CaseId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which of the referrals agreed with the person are to be opened now. */
@Service
public class Referrals {

    private final GoalAgreements agreements;
    private final GoalManagement goals;
    private final ReferralManagement referrals;
    private final ConfidentialWork confidential;
    private final Workflows workflows;

    Referrals(
            GoalAgreements agreements,
            GoalManagement goals,
            ReferralManagement referrals,
            ConfidentialWork confidential,
            Workflows workflows) {
        this.confidential = confidential;
        this.agreements = agreements;
        this.goals = goals;
        this.referrals = referrals;
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

    /** Opens what the agreement that was signed last names anew, each on its own. */
    @Transactional
    public void openAgreed(CaseId caseId) {
        referrals.dueAfterSigning(caseId).forEach(kind -> open(caseId, kind));
    }

    /**
     * Opens one referral, at signing or months later.
     *
     * @throws org.kimlotse.shared.Refused in German, if it was not agreed or one of its kind is open
     */
    @Transactional
    public void open(CaseId caseId, ReferralKind kind) {
        referrals.open(caseId, kind);
        begin(caseId, kind);
    }

    /** Who is in a treatment that another office has to pay for is not left alone because the referral had ended. */
    @EventListener
    void on(BenefitLawDecided decided) {
        for (int begun = referrals.goOnInTreatment(decided.caseId()); begun > 0; begun--) {
            begin(decided.caseId(), ReferralKind.HEALTH);
        }
    }

    private void begin(CaseId caseId, ReferralKind kind) {
        workflows.correlate(kind.message(), caseId.number(), Answers.none());
        if (kind.confidential()) {
            confidential.follow(caseId);
        }
    }

    /** What could be opened now. */
    public List<ReferralKind> possible(CaseId caseId) {
        return Arrays.stream(ReferralKind.values())
                .filter(kind -> referrals.obstacle(caseId, kind).isEmpty())
                .toList();
    }

    /** Why this one cannot be opened now, German, or empty. */
    public java.util.Optional<String> obstacle(CaseId caseId, ReferralKind kind) {
        return referrals.obstacle(caseId, kind);
    }
}
