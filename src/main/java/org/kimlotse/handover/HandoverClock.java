package org.kimlotse.handover;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionSubject;
import org.kimlotse.handover.facts.HandoverFacts;
import org.kimlotse.handover.facts.HandoverPause;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks the rules whether a handover is dropped and when to look again. It decides no deadline itself: thresholds and
 * levels stand in {@code rules/missed-handovers}.
 */
@Component
class HandoverClock {

    private static final Logger LOG = LoggerFactory.getLogger(HandoverClock.class);

    /**
     * What the rules said of one handover.
     *
     * @param missed null if it is in time
     * @param nextCheckAt null if time alone changes nothing any more
     */
    record Verdict(@Nullable MissedVerdict missed, @Nullable Instant nextCheckAt, String ruleSetVersion) {}

    /**
     * A day on which something is owed.
     *
     * @param derivation German
     */
    record Term(LocalDate day, String derivation) {}

    private final RuleBook rules;
    private final Handovers handovers;
    private final DecisionLog decisions;
    private final Standstills standstills;
    private final Clock clock;

    HandoverClock(RuleBook rules, Handovers handovers, DecisionLog decisions, Standstills standstills, Clock clock) {
        this.standstills = standstills;
        this.rules = rules;
        this.handovers = handovers;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * One question for many handovers. A handover the rules say nothing of is missing in the answer: the caller must not
     * take silence for "in time".
     */
    Map<HandoverId, Verdict> judge(Collection<Handover> open, Instant asOf) {
        List<HandoverFacts> facts = facts(open);
        Decision decision = rules.decide(RuleSet.MISSED_HANDOVERS, facts, asOf);
        Map<HandoverId, Verdict> verdicts = new HashMap<>();
        decision.findings().stream()
                .filter(f -> f.kind().equals(FindingKind.IN_TIME) || f.kind().equals(FindingKind.MISSED_HANDOVER))
                .forEach(f -> f.value("handoverId")
                        .map(HandoverId::of)
                        .ifPresent(id -> verdicts.merge(id, verdict(f, decision, asOf), HandoverClock::worse)));
        return verdicts;
    }

    /**
     * Keeps why a verdict changed: the paragraph, the facts and the days it rests on, under the handover it is about. In the
     * transaction of the change.
     */
    void explain(Handover handover, Instant asOf) {
        Decision decision = rules.decide(RuleSet.MISSED_HANDOVERS, facts(List.of(handover)), asOf);
        DecisionSubject about = DecisionSubject.ofHandover(handover.id().value(), handover.caseId());
        if (handover.confidential()) {
            decisions.storeConfidential(about, decision);
        } else {
            decisions.store(about, decision);
        }
    }

    /**
     * By when the next step is owed, with how the day came about; empty if the time is over or the rules cannot be asked.
     *
     * @param unless a pause that is left out: how it would be without it; null for none
     */
    Optional<Term> term(Handover handover, @Nullable HandoverPause unless) {
        try {
            return rules
                    .decide(
                            RuleSet.MISSED_HANDOVERS,
                            facts(List.of(handover)).stream()
                                    .map(facts -> facts.without(unless))
                                    .toList(),
                            clock.instant())
                    .findings()
                    .stream()
                    .filter(f ->
                            f.kind().equals(FindingKind.IN_TIME) || f.kind().equals(FindingKind.MISSED_HANDOVER))
                    .flatMap(f -> f.date("deadline").stream()
                            .map(day -> new Term(
                                    day,
                                    f.derivations().isEmpty()
                                            ? ""
                                            : f.derivations().get(0))))
                    .findFirst();
        } catch (RuntimeException e) {
            LOG.warn("The rules could not be asked about handover {}", handover.id(), e);
            return Optional.empty();
        }
    }

    /** Both offices pay for the same days; empty if the rules see none. */
    Optional<Finding> paysTwice(Handover handover, Instant asOf) {
        return rules.decide(RuleSet.MISSED_HANDOVERS, facts(List.of(handover)), asOf).findings().stream()
                .filter(f -> f.kind().equals(FindingKind.FLAG)
                        && f.value("flag").filter("DOPPELZAHLUNG"::equals).isPresent())
                .findFirst();
    }

    /**
     * After every step of a handover whose turn has come: stores when to look next. One that has ended is watched only if an
     * end of benefits was named, for the new benefit may leave a gap. What is dropped already is left to the sweep, so that there is one place
     * that climbs the ladder. If the rules cannot be asked the step still stands, and the sweep looks at once and reports.
     */
    void wind(Handover handover) {
        if (handover.begunAt() == null || handover.state().closed() && handover.stopOn() == null) {
            return;
        }
        Instant now = clock.instant();
        Instant next = now;
        try {
            Verdict verdict = judge(List.of(handover), now).get(handover.id());
            if (verdict != null && verdict.missed() == null) {
                next = verdict.nextCheckAt();
            }
        } catch (RuntimeException e) {
            LOG.warn("The rules could not be asked about handover {}; the sweep will", handover.id(), e);
        }
        if (!handovers.checkAgain(handover, next, 0)) {
            throw new IllegalStateException("handover " + handover.id() + " changed within its own transaction");
        }
    }

    private List<HandoverFacts> facts(Collection<Handover> all) {
        Map<CaseId, List<HandoverPause>> pauses = standstills.of(all);
        return all.stream()
                .map(h -> facts(h, pauses.getOrDefault(h.caseId(), List.of())))
                .toList();
    }

    /** What the rules see of a handover. A self-service step counts as accepted: an outcome is owed. */
    private static HandoverFacts facts(Handover h, List<HandoverPause> pauses) {
        boolean self = h.state() == HandoverState.SELF_SERVICE;
        Instant answered = queryAnswered(h);
        return new HandoverFacts(
                h.id().toString(),
                h.caseId().number(),
                h.hop(),
                h.requireReceiver(),
                self ? HandoverState.ACCEPTED : h.state(),
                h.dueOn(),
                h.hardOn(),
                h.begunAt() == null ? h.createdAt() : h.begunAt(),
                self ? h.stateSince() : h.sentAt(),
                self ? h.stateSince() : h.acknowledgedAt(),
                self ? h.stateSince() : h.acceptedAt(),
                h.state() == HandoverState.QUERIED ? h.stateSince() : null,
                h.declinedAt(),
                h.oldLawUntil(),
                h.stopOn(),
                h.coveredFrom(),
                h.awaitsPost(),
                answered == null ? h.reachedOn() : h.answerReachedOn(),
                answered,
                h.toldOn(),
                pauses);
    }

    /** Its question was answered, and it has said nothing since. */
    private static @Nullable Instant queryAnswered(Handover h) {
        Instant acknowledged = h.acknowledgedAt();
        return h.state() == HandoverState.ACKNOWLEDGED
                        && acknowledged != null
                        && h.stateSince().isAfter(acknowledged)
                ? h.stateSince()
                : null;
    }

    private static Verdict verdict(Finding finding, Decision decision, Instant asOf) {
        if (finding.kind().equals(FindingKind.IN_TIME)) {
            return new Verdict(null, finding.nextCheckAt(), decision.ruleSetVersion());
        }
        LocalDate on = finding.date("missedSince").orElse(BusinessCalendar.dayOf(asOf));
        MissedVerdict missed = new MissedVerdict(
                finding.value("missedKind").map(MissedKind::valueOf).orElseThrow(),
                finding.value("ladderLevel").map(Integer::valueOf).orElse(1),
                on,
                finding.ruleId(),
                finding.reason());
        return new Verdict(missed, finding.nextCheckAt(), decision.ruleSetVersion());
    }

    /** Two findings of one handover: the higher step counts, and the earlier look. */
    private static Verdict worse(Verdict a, Verdict b) {
        MissedVerdict first = a.missed();
        MissedVerdict second = b.missed();
        MissedVerdict missed =
                first == null ? second : second == null ? first : first.level() >= second.level() ? first : second;
        Instant one = a.nextCheckAt();
        Instant two = b.nextCheckAt();
        Instant next = one == null ? two : two == null ? one : one.isBefore(two) ? one : two;
        return new Verdict(missed, next, a.ruleSetVersion());
    }
}
