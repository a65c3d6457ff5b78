package org.kimlotse.referral;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Compartment;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.GoalAgreement;
import org.kimlotse.goals.GoalAgreements;
import org.kimlotse.goals.ReferralsToOpen;
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

/**
 * Opens and ends referrals. They rest on the goal agreement, and of each kind there is one at a time, beside those that go on
 * with a treatment.
 */
@Component
public class ReferralManagement implements ReferralsToOpen {

    private static final String BEGUN = "begun";

    private final ReferralRecords referrals;
    private final GoalAgreements agreements;
    private final HealthReferral health;
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
            HealthReferral health,
            Compartment compartment,
            Handovers handovers,
            HandoverManagement handing,
            Cases cases,
            Actors actors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.referrals = referrals;
        this.agreements = agreements;
        this.health = health;
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
                    "„%s“ steht nicht in der unterschriebenen Zielvereinbarung. Bitte vereinbaren Sie es zuerst mit der Person („Zielvereinbarung ändern“)."
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
        return insert(
                caseId,
                kind,
                agreements.inForce(caseId).map(GoalAgreement::version).orElseThrow(),
                kind.name());
    }

    /**
     * The open referral that no process runs yet, for the one that begins now.
     *
     * @throws IllegalStateException if there is none
     */
    @Transactional
    public ReferralId toBegin(CaseId caseId, ReferralKind kind) {
        ReferralId id = referrals.of(caseId, kind).stream()
                .filter(Referral::open)
                .map(Referral::id)
                .filter(open -> !referrals.facts(open).containsKey(BEGUN))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open referral " + kind + " in " + caseId));
        referrals.keep(id, BEGUN, "true", clock.instant(), "lotse");
        return id;
    }

    /**
     * A confidential referral that ended while a treatment went on begins again when the law changes that pays for it,
     * whatever the newest agreement says and whatever else is under way: it is the same accompaniment, and nobody else looks
     * after the renewal.
     *
     * @return how many do
     */
    @Transactional
    public int goOnInTreatment(CaseId caseId) {
        if (!cases.get(caseId).open() || health.leftInTreatment(caseId).isEmpty()) {
            return 0;
        }
        cases.lockOpen(caseId);
        List<Referral> left = health.leftInTreatment(caseId);
        left.forEach(before -> health.goesOn(
                insert(
                        caseId,
                        ReferralKind.HEALTH,
                        before.agreementVersion(),
                        before.id().toString()),
                before));
        return left.size();
    }

    /** @param openKey what there is only one open referral for */
    private Referral insert(CaseId caseId, ReferralKind kind, int agreementVersion, String openKey) {
        Referral referral =
                new Referral(ReferralId.random(), caseId, kind, agreementVersion, clock.instant(), null, null);
        try {
            referrals.insert(referral, openKey, actors.currentId());
        } catch (DuplicateKeyException second) {
            throw new Refused("Eine Vermittlung „%s“ wurde gerade eröffnet.".formatted(kind.label()));
        }
        events.publishEvent(new ReferralOpened(referral.id(), caseId, kind));
        return referral;
    }

    /** What becomes of a way that was agreed, once the agreement is signed. */
    private enum Course {
        BEGINS,
        /** It ended without a result and was agreed once more, or was left out in between. */
        BEGINS_ANEW,
        RUNS,
        OVER
    }

    /** What the agreement that was signed last opens, in the order of the kinds. */
    public List<ReferralKind> dueAfterSigning(CaseId caseId) {
        List<GoalAgreement> signed = agreements.versions(caseId).stream()
                .filter(GoalAgreement::signed)
                .toList();
        if (signed.isEmpty()) {
            return List.of();
        }
        GoalAgreement now = signed.get(signed.size() - 1);
        Set<AgreedReferral> before =
                signed.size() < 2 ? Set.of() : signed.get(signed.size() - 2).referrals();
        return Arrays.stream(ReferralKind.values())
                .filter(kind -> now.referrals().contains(kind.agreed()))
                .filter(kind -> EnumSet.of(Course.BEGINS, Course.BEGINS_ANEW).contains(course(caseId, kind, before)))
                .toList();
    }

    @Override
    public String text(CaseId caseId, Set<AgreedReferral> agreed) {
        Set<AgreedReferral> before =
                agreements.inForce(caseId).map(GoalAgreement::referrals).orElse(Set.of());
        return Arrays.stream(ReferralKind.values())
                .filter(kind -> agreed.contains(kind.agreed()))
                .map(kind -> "- **%s**: %s"
                        .formatted(
                                kind.label(),
                                switch (course(caseId, kind, before)) {
                                    case BEGINS -> "beginnt";
                                    case BEGINS_ANEW -> "beginnt noch einmal";
                                    case RUNS -> "läuft schon und geht weiter";
                                    case OVER ->
                                        "ist abgeschlossen und beginnt nicht von selbst noch einmal; neu öffnen lässt es sich unter „Fall begleiten“";
                                }))
                .collect(Collectors.joining("\n"));
    }

    /** @param before what the version in force so far contains */
    private Course course(CaseId caseId, ReferralKind kind, Set<AgreedReferral> before) {
        List<Referral> ofKind = referrals.of(caseId, kind);
        if (ofKind.isEmpty()) {
            return Course.BEGINS;
        }
        if (ofKind.stream().anyMatch(Referral::open)) {
            return Course.RUNS;
        }
        boolean cameToNothing =
                ofKind.get(0).ended().filter(ReferralResult::cameToNothing).isPresent();
        return cameToNothing || !before.contains(kind.agreed()) ? Course.BEGINS_ANEW : Course.OVER;
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
