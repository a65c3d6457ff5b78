package org.kimlotse.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.escalation.facts.DroppedHandover;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the rules whether an office has dropped the same step again and again, and opens a bottleneck where they say so.
 * May run as often as one likes and on several machines at once: a bottleneck that is open is joined, and what was missed
 * before one was closed has been dealt with.
 */
@Service
public class BottleneckDetection {

    /** How far back the rules may look; the window that counts is theirs. */
    private static final int LOOK_BACK_DAYS = 366;

    private final StepHistory history;
    private final ObjectProvider<RuleBook> ruleBook;
    private final Bottlenecks bottlenecks;
    private final BottleneckReporting reporting;
    private final Clock clock;

    BottleneckDetection(
            StepHistory history,
            ObjectProvider<RuleBook> ruleBook,
            Bottlenecks bottlenecks,
            BottleneckReporting reporting,
            Clock clock) {
        this.history = history;
        this.ruleBook = ruleBook;
        this.bottlenecks = bottlenecks;
        this.reporting = reporting;
        this.clock = clock;
    }

    /** @return the bottlenecks that were opened by this run */
    @Transactional
    public List<Bottleneck> detect() {
        Instant now = clock.instant();
        LocalDate today = BusinessCalendar.dayOf(now);
        List<StepHistory.Missed> missed = stillToBeDealtWith(history.missedSince(today.minusDays(LOOK_BACK_DAYS)));
        if (missed.isEmpty()) {
            return List.of();
        }
        List<DroppedHandover> facts = missed.stream()
                .map(m -> new DroppedHandover(
                        m.handoverId().toString(), m.caseId().number(), m.hop(), m.office(), m.missedOn()))
                .toList();
        Decision decision = ruleBook.getObject().decide(RuleSet.BOTTLENECKS, facts, now);
        List<Bottleneck> opened = new ArrayList<>();
        decision.ofKind(FindingKind.BOTTLENECK)
                .sorted(java.util.Comparator.comparing(f -> office(f) + "|" + hop(f)))
                .forEach(finding -> {
                    BottleneckReporting.Reported reported = reporting.open(
                            office(finding),
                            hop(finding),
                            casesBehind(finding, missed),
                            new Bottlenecks.Report(
                                    Bottleneck.Origin.DETECTED,
                                    Actors.SYSTEM,
                                    now,
                                    finding.reason(),
                                    finding.ruleId(),
                                    decision.ruleSetVersion()));
                    if (!reported.joined()) {
                        opened.add(reported.bottleneck());
                    }
                });
        return List.copyOf(opened);
    }

    private List<StepHistory.Missed> stillToBeDealtWith(List<StepHistory.Missed> missed) {
        Map<String, LocalDate> dealtWithUntil = new HashMap<>();
        return missed.stream()
                .filter(m -> m.missedOn()
                        .isAfter(dealtWithUntil.computeIfAbsent(m.office() + "|" + m.hop(), key -> bottlenecks
                                .lastClosed(m.office(), m.hop())
                                .map(BusinessCalendar::dayOf)
                                .orElse(LocalDate.MIN))))
                .toList();
    }

    private static Set<CaseId> casesBehind(Finding finding, List<StepHistory.Missed> missed) {
        Set<CaseId> cases = new LinkedHashSet<>();
        missed.stream()
                .filter(m -> m.office().equals(office(finding)) && m.hop().equals(hop(finding)))
                .forEach(m -> cases.add(m.caseId()));
        return cases;
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
