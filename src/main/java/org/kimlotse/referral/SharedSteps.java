package org.kimlotse.referral;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.transition.Hop;
import org.kimlotse.transition.StepsElsewhere;
import org.kimlotse.transition.Transitions;
import org.springframework.stereotype.Component;

/**
 * Steps that a referral and a change of benefit law would both do: the talk at the Jobcenter, the way into a course. Whoever
 * began to ask goes on, the other takes that as its own.
 */
@Component
class SharedSteps implements StepsElsewhere {

    private static final Map<String, Hop> HOPS = Map.of("S1", Hop.H12, "S3", Hop.H12, "J1", Hop.H13);

    private final ReferralRecords referrals;
    private final Handovers handovers;
    private final Transitions transitions;

    SharedSteps(ReferralRecords referrals, Handovers handovers, Transitions transitions) {
        this.referrals = referrals;
        this.handovers = handovers;
        this.transitions = transitions;
    }

    @Override
    public Optional<String> because(CaseId caseId, Hop hop, String office) {
        return switch (hop) {
            case H12 -> because(caseId, ReferralKind.LANGUAGE_COURSE, this::inACourse);
            case H13 ->
                because(caseId, ReferralKind.JOBCENTER, this::talked).filter(why -> !talksWithAnother(caseId, office));
            default -> Optional.empty();
        };
    }

    /** Who left the course again has to find another: the registration was in vain. */
    private boolean inACourse(Referral ended) {
        return ended.ended().filter(ReferralResult::cameToNothing).isEmpty()
                && referrals.facts(ended.id()).containsKey(LanguageCourse.REGISTERED_ON);
    }

    private boolean talked(Referral ended) {
        return referrals.facts(ended.id()).containsKey(WorkReferral.TALK_ON);
    }

    /** @param done whether an ended referral did it */
    private Optional<String> because(CaseId caseId, ReferralKind kind, Predicate<Referral> done) {
        return referrals.of(caseId).stream()
                .filter(referral -> referral.kind() == kind)
                .filter(referral -> referral.open() || done.test(referral))
                .findFirst()
                .map(referral -> "%s die Vermittlung „%s“."
                        .formatted(referral.open() ? "Übernimmt" : "Erledigt hat es", kind.label()));
    }

    /** Before the law changed, the Agentur für Arbeit was asked: that is another talk. */
    private boolean talksWithAnother(CaseId caseId, String office) {
        return referrals
                .open(caseId, ReferralKind.JOBCENTER)
                .flatMap(referral -> last(referral, "J1"))
                .map(Handover::receiverOffice)
                .filter(asked -> !asked.equals(office))
                .isPresent();
    }

    private Optional<Handover> last(Referral referral, String step) {
        return referrals.lastStep(referral.id(), step).map(s -> handovers.get(s.handover()));
    }

    /** The step of the change that asks for the same, or has asked and was not in vain. */
    Optional<Handover> inTheChange(Referral referral, String step) {
        return hop(referral, step)
                .filter(h -> h.begunAt() != null)
                .filter(h -> h.open()
                        || h.state() == HandoverState.COMPLETED
                                && !referrals.facts(referral.id()).containsKey(WorkReferral.TALK_MISSED));
    }

    private Optional<Handover> hop(Referral referral, String step) {
        return Optional.ofNullable(HOPS.get(step))
                .flatMap(hop -> transitions
                        .open(referral.caseId())
                        .flatMap(t ->
                                Optional.ofNullable(transitions.hops(t.id()).get(hop))))
                .map(handovers::get);
    }

    /** The office has said no to the step of the change to which the referral had left its own. */
    boolean declinedInTheChange(Referral referral, String step) {
        return last(referral, step)
                .filter(own -> own.state() == HandoverState.NOT_NEEDED)
                .flatMap(own -> hop(referral, step))
                .map(Handover::declinedAt)
                .isPresent();
    }

    /** The same, if the referral has left its own step to it. */
    Optional<Handover> takenOver(Referral referral, String step) {
        return last(referral, step)
                .filter(own -> own.state() == HandoverState.NOT_NEEDED)
                .flatMap(own -> inTheChange(referral, step));
    }

    /** The steps that were left to the change, German markdown lines. */
    String text(Referral referral) {
        StringBuilder text = new StringBuilder();
        HOPS.keySet().stream().sorted().forEach(step -> takenOver(referral, step)
                .ifPresent(h -> text.append("- %s: läuft als Schritt %s des Übergangs (%s)\n"
                        .formatted(h.title(), h.hop(), Markdown.escape(handovers.stand(h))))));
        return text.toString();
    }
}
