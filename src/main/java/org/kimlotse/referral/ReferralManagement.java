package org.kimlotse.referral;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens and ends referrals. They rest on the goal agreement, and of each kind there is one at a time. */
@Component
public class ReferralManagement {

    private final ReferralRecords referrals;
    private final GoalAgreements agreements;
    private final Compartment compartment;
    private final Handovers handovers;
    private final HandoverManagement handing;
    private final Cases cases;
    private final Actors actors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReferralManagement(
            ReferralRecords referrals,
            GoalAgreements agreements,
            Compartment compartment,
            Handovers handovers,
            HandoverManagement handing,
            Cases cases,
            Actors actors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.referrals = referrals;
        this.agreements = agreements;
        this.compartment = compartment;
        this.handovers = handovers;
        this.handing = handing;
        this.cases = cases;
        this.actors = actors;
        this.events = events;
        this.clock = clock;
    }

    /** Why this referral cannot be opened now, German; empty if it can. */
    public Optional<String> obstacle(CaseId caseId, ReferralKind kind) {
        if (kind.confidential() && !compartment.open(caseId)) {
            // The same words whether or not it was agreed or is running.
            return Optional.of(compartment.whyShut(
                    caseId, "„%s“ kann nur beginnen, wer den Fall selbst führt.".formatted(kind.label())));
        }
        return notNow(caseId, kind);
    }

    private Optional<String> notNow(CaseId caseId, ReferralKind kind) {
        if (agreements
                .inForce(caseId)
                .filter(a -> a.referrals().contains(kind.agreed()))
                .isEmpty()) {
            return Optional.of(
                    "„%s“ steht nicht in der unterschriebenen Zielvereinbarung. Bitte vereinbaren Sie es zuerst mit der Person (Lage neu bewerten)."
                            .formatted(kind.label()));
        }
        if (referrals.open(caseId, kind).isPresent()) {
            return Optional.of("Eine Vermittlung „%s“ läuft schon. Bitte führen Sie diese weiter oder beenden Sie sie."
                    .formatted(kind.label()));
        }
        return Optional.empty();
    }

    /**
     * Opens a referral; its process follows by message.
     *
     * @throws Refused in German, if it was not agreed or one of its kind is open
     */
    @Transactional
    public Referral open(CaseId caseId, ReferralKind kind) {
        cases.lockOpen(caseId);
        notNow(caseId, kind).ifPresent(why -> {
            throw new Refused(why);
        });
        Referral referral = new Referral(
                ReferralId.random(),
                caseId,
                kind,
                agreements.inForce(caseId).map(GoalAgreement::version).orElseThrow(),
                clock.instant(),
                null,
                null);
        try {
            referrals.insert(referral, actors.currentId());
        } catch (DuplicateKeyException second) {
            throw new Refused("Eine Vermittlung „%s“ wurde gerade eröffnet.".formatted(kind.label()));
        }
        events.publishEvent(new ReferralOpened(referral.id(), caseId, kind));
        return referral;
    }

    /**
     * What a newly signed agreement opens: what it contains and no referral was opened for yet, and what it names anew
     * after an earlier one has ended.
     */
    public List<ReferralKind> dueAfterSigning(CaseId caseId) {
        List<GoalAgreement> signed = agreements.versions(caseId).stream()
                .filter(GoalAgreement::signed)
                .toList();
        if (signed.isEmpty()) {
            return List.of();
        }
        GoalAgreement now = signed.get(signed.size() - 1);
        Optional<GoalAgreement> before =
                signed.size() < 2 ? Optional.empty() : Optional.of(signed.get(signed.size() - 2));
        List<Referral> known = referrals.of(caseId);
        List<ReferralKind> due = new ArrayList<>();
        for (ReferralKind kind : ReferralKind.values()) {
            List<Referral> ofKind = known.stream().filter(r -> r.kind() == kind).toList();
            boolean named = now.referrals().contains(kind.agreed());
            boolean anew =
                    before.filter(b -> b.referrals().contains(kind.agreed())).isEmpty();
            if (named && ofKind.stream().noneMatch(Referral::open) && (ofKind.isEmpty() || anew)) {
                due.add(kind);
            }
        }
        return due;
    }

    /** Ends a referral; handovers that are still open are taken back. Ending it twice changes nothing. */
    @Transactional
    public void close(ReferralId id, ReferralResult result) {
        Referral referral = referrals.get(id);
        if (!referrals.close(id, result, clock.instant(), actors.currentId())) {
            return;
        }
        for (ReferralRecords.Step step : referrals.steps(id)) {
            Handover handover = handovers.get(step.handover());
            if (handover.open()) {
                handing.endWithPlan(handover.id(), "Vermittlung beendet: " + result.label());
            }
        }
        events.publishEvent(new ReferralClosed(id, referral.caseId(), referral.kind(), result, why(id, result)));
    }

    private String why(ReferralId id, ReferralResult result) {
        return Optional.ofNullable(referrals.facts(id).get(LanguageCourse.ABSENCE_REASON))
                .filter(reason -> result == ReferralResult.DROPPED_OUT)
                .map(reason -> AbsenceReason.valueOf(reason).label())
                .orElse("");
    }

    /** A closed case leaves no open referral behind; its handovers end by themselves. */
    @Transactional
    public void endWithCase(CaseId caseId) {
        referrals.openOf(caseId).forEach(referral -> {
            if (referrals.close(referral.id(), ReferralResult.CASE_CLOSED, clock.instant(), actors.currentId())) {
                events.publishEvent(
                        new ReferralClosed(referral.id(), caseId, referral.kind(), ReferralResult.CASE_CLOSED, ""));
            }
        });
    }
}
