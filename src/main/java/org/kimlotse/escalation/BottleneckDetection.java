package org.kimlotse.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
 * before one was closed has been dealt with.
 */
@Service
public class BottleneckDetection {

    /** How far back the rules may look; the window that counts is theirs. */
    private static final int LOOK_BACK_DAYS = 366;

    private final Handovers handovers;
    private final RuleBook ruleBook;
    private final Bottlenecks bottlenecks;
    private final BottleneckReporting reporting;
    private final Clock clock;

    BottleneckDetection(
            Handovers handovers,
            RuleBook ruleBook,
            Bottlenecks bottlenecks,
            BottleneckReporting reporting,
            Clock clock) {
        this.handovers = handovers;
        this.ruleBook = ruleBook;
        this.bottlenecks = bottlenecks;
        this.reporting = reporting;
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
        Instant now = clock.instant();
        List<DroppedHandover> facts = missed.stream()
                .map(m -> new DroppedHandover(
                        m.handoverId().toString(), m.caseId().number(), m.hop(), m.office(), m.missedOn()))
                .toList();
        Decision decision = ruleBook.decide(RuleSet.BOTTLENECKS, facts, now);
        List<Bottleneck> opened = new ArrayList<>();
        decision.ofKind(FindingKind.BOTTLENECK)
                .sorted(Comparator.comparing(f -> office(f) + "|" + hop(f)))
                .map(finding -> report(finding, decision.ruleSetVersion(), missed, now))
                .filter(reported -> !reported.joined())
                .forEach(reported -> opened.add(reported.bottleneck()));
        return List.copyOf(opened);
    }

    private BottleneckReporting.Reported report(
            Finding finding, String ruleSetVersion, List<Missed> missed, Instant now) {
        return reporting.open(
                office(finding),
                hop(finding),
                casesBehind(finding, missed),
                new Bottlenecks.Report(
                        Bottleneck.Origin.DETECTED,
                        Actors.SYSTEM,
                        now,
                        finding.reason(),
                        finding.ruleId(),
                        ruleSetVersion));
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

    private static Set<CaseId> casesBehind(Finding finding, List<Missed> missed) {
        return missed.stream()
                .filter(m -> m.office().equals(office(finding)) && m.hop().equals(hop(finding)))
                .map(Missed::caseId)
                .collect(Collectors.toSet());
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
