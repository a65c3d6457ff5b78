package org.kimlotse.casework;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawDecided;
import org.kimlotse.assessment.PlaceOfResidence;
import org.kimlotse.assessment.facts.StepKey;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.consent.ConsentCheck;
import org.kimlotse.consent.Consents;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.consent.Purpose;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.transition.TransitionManagement;
import org.kimlotse.transition.Transitions;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the rules would have done next in a case, in order: each step with whom it goes to, why, until when, what has to come
 * before and what is passed on. Decided anew with the benefit law and kept like every decision. Nothing of it tells of
 * health: what the rules on health propose stands in the confidential part of the case only.
 */
@Component
public class OrderOfWork {

    /**
     * A line of the list.
     *
     * @param position from 1
     * @param until soft and hard day, German; may be empty
     * @param before titles of the steps that come before, German; may be empty
     * @param sharing what goes to whom under which consent, German
     * @param done the step was taken
     */
    public record Line(
            int position,
            String title,
            String office,
            String until,
            String reason,
            String law,
            String before,
            String sharing,
            boolean done) {}

    private static final String OWN = "OWN";

    private final DecisionLog decisions;
    private final TransitionManagement transition;
    private final Transitions transitions;
    private final PlaceOfResidence places;
    private final Consents consents;
    private final Directory directory;
    private final RuleBook rules;
    private final Clock clock;

    OrderOfWork(
            DecisionLog decisions,
            TransitionManagement transition,
            Transitions transitions,
            PlaceOfResidence places,
            Consents consents,
            Directory directory,
            RuleBook rules,
            Clock clock) {
        this.decisions = decisions;
        this.transition = transition;
        this.transitions = transitions;
        this.places = places;
        this.consents = consents;
        this.directory = directory;
        this.rules = rules;
        this.clock = clock;
    }

    /** In the transaction of the decision about the benefit law, after everybody who plans by it. */
    @EventListener
    @Order(1_000)
    void on(BenefitLawDecided decided) {
        CaseId caseId = decided.caseId();
        Decision order = rules.decide(RuleSet.ORDER_OF_WORK, steps(caseId, decided.law()), clock.instant());
        if (!order.findings().isEmpty() || !findings(caseId).isEmpty()) {
            decisions.store(caseId, order);
        }
    }

    /** In order; empty if the rules see nothing to do. */
    public List<Line> of(CaseId caseId) {
        List<Finding> inOrder = findings(caseId).stream()
                .sorted(Comparator.comparingInt(
                        f -> Integer.parseInt(f.value("rank").orElseThrow())))
                .toList();
        Map<String, String> titles = inOrder.stream()
                .collect(Collectors.toMap(
                        f -> f.value("step").orElseThrow(),
                        f -> f.value("title").orElse(""),
                        (a, b) -> a,
                        LinkedHashMap::new));
        Set<String> done = done(caseId);
        List<Line> lines = new ArrayList<>();
        for (Finding finding : inOrder) {
            lines.add(new Line(
                    lines.size() + 1,
                    finding.value("title").orElse(""),
                    finding.value("office").orElse(""),
                    until(finding),
                    finding.reason(),
                    finding.legalBasis() == null ? "" : finding.legalBasis().citation(),
                    Arrays.stream(finding.value("after").orElse("").split(","))
                            .filter(titles::containsKey)
                            .map(titles::get)
                            .collect(Collectors.joining(", ")),
                    finding.value("sharing").orElse(""),
                    done.contains(finding.value("step").orElseThrow())));
        }
        return lines;
    }

    /** What is left to do as Markdown, a line for each step; why, what before and what is shared stands in the case file. */
    public String text(CaseId caseId) {
        return of(caseId).stream()
                .filter(line -> !line.done())
                .map(line -> "%d. **%s**%s%s"
                        .formatted(
                                line.position(),
                                line.title(),
                                line.office().isEmpty() ? "" : " → " + line.office(),
                                line.until().isEmpty() ? "" : " – " + line.until()))
                .collect(Collectors.joining("\n"));
    }

    private List<Finding> findings(CaseId caseId) {
        return decisions
                .latest(caseId, RuleSet.ORDER_OF_WORK)
                .map(LoggedDecision::decision)
                .map(decision -> decision.ofKind(FindingKind.ORDER).toList())
                .orElse(List.of());
    }

    private Set<String> done(CaseId caseId) {
        if (transitions.ofCase(caseId).isEmpty()) {
            return Set.of();
        }
        return transition.steps(caseId).entrySet().stream()
                .filter(step -> step.getValue().state() == HandoverState.COMPLETED)
                .map(step -> step.getKey().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    private String until(Finding finding) {
        return Stream.of(
                        finding.date("due").map(day -> "möglichst bis " + told(day)),
                        finding.date("hard").map(day -> "spätestens " + told(day)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private String told(LocalDate day) {
        return BusinessCalendar.german(day) + (day.isBefore(BusinessCalendar.today(clock)) ? " (vorbei)" : "");
    }

    // ---- the steps ----------------------------------------------------------------------------------------------

    private List<StepKey> steps(CaseId caseId, BenefitLaw law) {
        Map<String, StepKey> steps = new LinkedHashMap<>();
        transition
                .expectedSteps(caseId, law)
                .forEach(f -> put(steps, f.value("hop").orElseThrow(), f, caseId));
        // What the rules said of another law than the one a person decided on no longer fits.
        Stream.of(RuleSet.BENEFIT_LAW, RuleSet.RESIDENCE_FAMILY)
                .filter(set -> set != RuleSet.BENEFIT_LAW || !law.overridden())
                .flatMap(set -> decisions.latest(caseId, set).stream())
                .flatMap(logged -> logged.decision().ofKind(FindingKind.STEP))
                .forEach(f -> put(steps, f.value("step").orElseThrow(), f, caseId));
        return List.copyOf(steps.values());
    }

    private void put(Map<String, StepKey> steps, String key, Finding finding, CaseId caseId) {
        LocalDate today = BusinessCalendar.today(clock);
        Optional<OfficeKind> kind = finding.value("receiverKind").flatMap(OrderOfWork::kind);
        LocalDate day = finding.value("officeOn")
                .map(LocalDate::parse)
                .or(() -> finding.date("due").filter(today::isBefore))
                .orElse(today);
        Optional<Office> office =
                kind.filter(k -> k != OfficeKind.KIM).flatMap(k -> directory.competent(k, places.on(caseId, day), day));
        steps.put(
                key,
                new StepKey(
                        key,
                        finding.value("title").orElse(key),
                        office.map(Office::label)
                                .or(() -> kind.map(OfficeKind::label))
                                .orElse(null),
                        finding.reason(),
                        finding.legalBasis() == null
                                ? null
                                : finding.legalBasis().citation(),
                        finding.date("due").orElse(null),
                        finding.date("hard").orElse(null),
                        sharing(finding, office, caseId, today)));
    }

    private static Optional<OfficeKind> kind(String name) {
        return Arrays.stream(OfficeKind.values())
                .filter(k -> k.name().equals(name))
                .findFirst();
    }

    private String sharing(Finding finding, Optional<Office> office, CaseId caseId, LocalDate today) {
        Set<DataCategory> categories =
                DataCategory.parse(finding.value("dataCategories").orElse(""));
        if (finding.value("path").orElse(OWN).equals(OWN) || categories.isEmpty()) {
            return "Weitergegeben wird nichts.";
        }
        ConsentCheck check = office.map(o -> consents.check(
                        caseId,
                        o.code(),
                        Purpose.valueOf(finding.value("purpose").orElseThrow()),
                        categories,
                        today))
                .filter(ConsentCheck::valid)
                .orElse(null);
        if (check == null) {
            return "Ohne Einwilligung wird nichts weitergegeben; dann geht die Person selbst.";
        }
        LocalDate until = check.validUntil();
        return "Weitergegeben wird mit Einwilligung%s: %s."
                .formatted(
                        until == null ? "" : " (gültig bis " + BusinessCalendar.german(until) + ")",
                        categories.stream().map(DataCategory::label).collect(Collectors.joining("; ")));
    }
}
