package org.kimlotse.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionSubject;
import org.kimlotse.escalation.facts.DroppedHandover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.Handovers.Missed;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the rules whether an office has dropped the same step again and again, and opens a bottleneck where they say so.
 * May run as often as one likes and on several machines at once: a bottleneck that is open is joined, and what was missed
 * before one was closed has been dealt with. What the rules decided is kept with the bottleneck: when it opens and whenever
 * more cases join it.
 */
@Service
public class BottleneckDetection {

    /** How far back the rules may look; the window that counts is theirs. */
    private static final int LOOK_BACK_DAYS = 366;

    private final Handovers handovers;
    private final RuleBook ruleBook;
    private final Bottlenecks bottlenecks;
    private final BottleneckReporting reporting;
    private final DecisionLog decisions;
    private final Clock clock;

    BottleneckDetection(
            Handovers handovers,
            RuleBook ruleBook,
            Bottlenecks bottlenecks,
            BottleneckReporting reporting,
            DecisionLog decisions,
            Clock clock) {
        this.handovers = handovers;
        this.ruleBook = ruleBook;
        this.bottlenecks = bottlenecks;
        this.reporting = reporting;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * Looks at every office and step, in a transaction of its own.
     *
     * @return the bottlenecks that were opened by this run
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Bottleneck> detect() {
        LocalDate today = BusinessCalendar.today(clock);
        return judge(handovers.missedBetween(today.minusDays(LOOK_BACK_DAYS), today));
    }

    /** The same for one office and step: what changes when one more handover was missed. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<Bottleneck> detect(String office, String hop) {
        LocalDate today = BusinessCalendar.today(clock);
        return judge(handovers.missedBetween(office, hop, today.minusDays(LOOK_BACK_DAYS), today));
    }

    private List<Bottleneck> judge(List<Missed> all) {
        List<Missed> missed = stillToBeDealtWith(all);
        if (missed.isEmpty()) {
            return List.of();
        }
        SortedMap<String, List<Missed>> byOfficeAndStep = missed.stream()
                .collect(Collectors.groupingBy(m -> m.office() + "|" + m.hop(), TreeMap::new, Collectors.toList()));
        Instant now = clock.instant();
        List<Bottleneck> opened = new ArrayList<>();
        byOfficeAndStep.values().forEach(some -> {
            Decision decision = ruleBook.decide(RuleSet.BOTTLENECKS, facts(some), now);
            decision.ofKind(FindingKind.BOTTLENECK)
                    .map(finding -> report(finding, decision, some))
                    .filter(reported -> !reported.joined())
                    .forEach(reported -> opened.add(reported.bottleneck()));
        });
        return List.copyOf(opened);
    }

    /** One office and step at a time, so that the decision kept for a bottleneck says nothing about another. */
    private static List<DroppedHandover> facts(List<Missed> missed) {
        Map<CaseId, Integer> cases = new HashMap<>();
        List<DroppedHandover> facts = new ArrayList<>();
        missed.forEach(m -> {
            Integer next = cases.size() + 1;
            Integer known = cases.putIfAbsent(m.caseId(), next);
            facts.add(new DroppedHandover(
                    "Übergabe " + (facts.size() + 1),
                    "Fall " + (known == null ? next : known),
                    m.hop(),
                    m.office(),
                    m.missedOn()));
        });
        return facts;
    }

    private BottleneckReporting.Reported report(Finding finding, Decision decision, List<Missed> missed) {
        BottleneckReporting.Reported reported = reporting.open(
                office(finding),
                hop(finding),
                missed.stream().map(Missed::caseId).collect(Collectors.toSet()),
                new Bottlenecks.Report(
                        Bottleneck.Origin.DETECTED,
                        Actors.SYSTEM,
                        decision.asOf(),
                        finding.reason(),
                        finding.ruleId(),
                        decision.ruleSetVersion()));
        DecisionSubject subject =
                DecisionSubject.ofBottleneck(reported.bottleneck().id().value());
        if (reported.grown() || decisions.latest(subject, RuleSet.BOTTLENECKS).isEmpty()) {
            decisions.store(subject, decision);
        }
        return reported;
    }

    private List<Missed> stillToBeDealtWith(List<Missed> missed) {
        Map<String, LocalDate> dealtWithUntil = new HashMap<>();
        return missed.stream()
                .filter(m -> m.missedOn()
                        .isAfter(dealtWithUntil.computeIfAbsent(m.office() + "|" + m.hop(), key -> bottlenecks
                                .lastClosed(m.office(), m.hop())
                                .map(BusinessCalendar::dayOf)
                                .orElse(LocalDate.MIN))))
                .toList();
    }

    private static String office(Finding finding) {
        return required(finding, "officeCode");
    }

    private static String hop(Finding finding) {
        return required(finding, "hop");
    }

    private static String required(Finding finding, String key) {
        return finding.value(key)
                .orElseThrow(() -> new IllegalStateException("rule " + finding.ruleId() + " does not name " + key));
    }
}
