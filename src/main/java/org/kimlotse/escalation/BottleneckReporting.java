package org.kimlotse.escalation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A bottleneck is reported, by a case manager or by the rules. There is never more than one open bottleneck per office
 * and step: every further report joins it.
 */
@Service
public class BottleneckReporting {

    /**
     * @param joined true if there was one already and the report went to it
     * @param grown true if more cases are behind it than before
     */
    public record Reported(Bottleneck bottleneck, boolean joined, boolean grown) {}

    private final Bottlenecks bottlenecks;
    private final StepFigureRegister figures;
    private final Handovers handovers;
    private final TextsForTheGroup texts;
    private final ProcedureBook procedure;
    private final EscalationTrail trail;
    private final EscalationWorkflow workflow;
    private final Clock clock;

    BottleneckReporting(
            Bottlenecks bottlenecks,
            StepFigureRegister figures,
            Handovers handovers,
            TextsForTheGroup texts,
            ProcedureBook procedure,
            EscalationTrail trail,
            EscalationWorkflow workflow,
            Clock clock) {
        this.bottlenecks = bottlenecks;
        this.figures = figures;
        this.handovers = handovers;
        this.texts = texts;
        this.procedure = procedure;
        this.trail = trail;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * A case manager reports that a step does not work. The caller has checked that the user may see the case.
     *
     * @param hop the step of the case whose receiver is the office meant
     * @param description what does not work, without anything about the person
     * @throws Refused in German: no such step in this case, no description, personal data in it
     */
    @Transactional
    public Reported report(CaseId caseId, String hop, String description, String userId) {
        String office = receiverOf(caseId, hop)
                .orElseThrow(
                        () -> new Refused(
                                List.of(
                                        new Refused.Problem(
                                                "bottleneckReportHop",
                                                "Für diesen Schritt gibt es in diesem Fall keine Übergabe. Wählen Sie den Schritt, bei dem es stockt."))));
        if (description.isBlank()) {
            throw new Refused(List.of(new Refused.Problem(
                    "bottleneckReportText", "Beschreiben Sie in einem Satz, was nicht funktioniert.")));
        }
        texts.require("bottleneckReportText", description);
        return open(
                office,
                hop,
                Set.of(caseId),
                new Bottlenecks.Report(Bottleneck.Origin.REPORTED, userId, clock.instant(), description, null, null));
    }

    /** The office that last was to receive this step of the case. */
    private Optional<String> receiverOf(CaseId caseId, String hop) {
        return reportable(caseId)
                .filter(h -> h.hop().equals(hop))
                .map(Handover::receiverOffice)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later);
    }

    /** The steps of a case that somebody could report, by their short names and in their order, with their titles. */
    public Map<String, String> steps(CaseId caseId) {
        Map<String, String> steps = new LinkedHashMap<>();
        reportable(caseId)
                .filter(h -> h.receiverOffice() != null)
                .sorted(Comparator.comparing((Handover h) -> h.hop().charAt(0))
                        .thenComparing(h -> Integer.valueOf(h.hop().substring(1))))
                .forEach(h -> steps.put(h.hop(), h.title()));
        return steps;
    }

    /** That a case has a confidential step the steering group must not learn, whatever it is about. */
    private Stream<Handover> reportable(CaseId caseId) {
        return handovers.ofCase(caseId).stream().filter(h -> !h.confidential());
    }

    /** The one way in, for people and rules: whoever comes second joins. */
    Reported open(String office, String hop, Collection<CaseId> cases, Bottlenecks.Report report) {
        LocalDate today = BusinessCalendar.today(clock);
        int number = bottlenecks.lockAndNextNumber(today.getYear());
        Optional<Bottleneck> existing = bottlenecks.open(office, hop);
        if (existing.isPresent()) {
            return new Reported(existing.get(), true, join(existing.get(), cases, report));
        }
        Instant now = clock.instant();
        int days = procedure.on(today).observationDays();
        StepFigures current = figures.drawUpTo(office, hop, today, days);
        StepFigures earlier = figures.drawUpTo(office, hop, current.from().minusDays(1), days);
        Bottleneck bottleneck = new Bottleneck(
                new Bottleneck.Id(UUID.randomUUID()),
                "ENG-%04d-%03d".formatted(today.getYear(), number),
                office,
                hop,
                titleOf(hop, cases),
                report.origin(),
                Bottleneck.Status.OPENED,
                0,
                now,
                null,
                current.id(),
                earlier.id());
        bottlenecks.insert(bottleneck, today.getYear(), number);
        bottlenecks.add(bottleneck.id(), report);
        bottlenecks.addCases(bottleneck.id(), cases);
        trail.record(
                bottleneck.id(),
                report.reportedBy(),
                EscalationTrail.Kind.OPENED,
                bottleneck.number() + " " + office + " " + hop + " " + report.origin());
        workflow.bottleneckOpened(bottleneck.id());
        return new Reported(bottleneck, false, true);
    }

    private String titleOf(String hop, Collection<CaseId> cases) {
        return cases.stream()
                .flatMap(c -> handovers.ofCase(c).stream())
                .filter(h -> h.hop().equals(hop))
                .map(Handover::title)
                .findFirst()
                .orElse("");
    }

    /** @return true if cases were added */
    private boolean join(Bottleneck bottleneck, Collection<CaseId> cases, Bottlenecks.Report report) {
        int added = bottlenecks.addCases(bottleneck.id(), cases);
        if (report.origin() == Bottleneck.Origin.DETECTED) {
            if (added > 0) {
                trail.record(bottleneck.id(), report.reportedBy(), EscalationTrail.Kind.CASES_ADDED, "");
            }
            return added > 0;
        }
        boolean sameAgain = bottlenecks.reports(bottleneck.id()).stream()
                .anyMatch(r -> r.reportedBy().equals(report.reportedBy())
                        && r.description().equals(report.description()));
        if (!sameAgain) {
            bottlenecks.add(bottleneck.id(), report);
            trail.record(bottleneck.id(), report.reportedBy(), EscalationTrail.Kind.REPORT_JOINED, "");
        }
        return added > 0;
    }
}
