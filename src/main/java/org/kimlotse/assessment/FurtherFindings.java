package org.kimlotse.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.Contradiction;
import org.kimlotse.assessment.facts.DatedFact;
import org.kimlotse.assessment.facts.IntegrationGround;
import org.kimlotse.assessment.facts.ResidenceFacts;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.assessment.facts.StudyFacts;
import org.kimlotse.assessment.facts.TemporaryHousing;
import org.kimlotse.assessment.facts.WorkFacts;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionText;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/**
 * What the rules find in a case beside the law that pays: facts that contradict each other, and what hangs on residence and
 * family. Kept like every decision, and told wherever the law is explained.
 */
@Component
class FurtherFindings {

    private static final String SELF = "SELF";
    private static final String CONTRADICTION = "DATEN_WIDERSPRUCH";
    private static final List<RuleSet> SETS = List.of(RuleSet.CONSISTENCY, RuleSet.RESIDENCE_FAMILY);

    private final DecisionLog decisions;
    private final RuleBook rules;
    private final Clock clock;

    FurtherFindings(DecisionLog decisions, RuleBook rules, Clock clock) {
        this.decisions = decisions;
        this.rules = rules;
        this.clock = clock;
    }

    /** The facts as the benefit law may be asked with them: what contradicts itself is told, and not worked with. */
    List<Record> withContradictions(List<Record> facts) {
        List<Record> told = new ArrayList<>();
        for (Record fact : facts) {
            if (fact instanceof StatusFacts status) {
                List<Contradiction> found = contradictions(consistency(status));
                told.addAll(found);
                told.add(status.withoutEntry(found));
            } else {
                told.add(fact);
            }
        }
        return told;
    }

    private Decision consistency(StatusFacts status) {
        return rules.decide(RuleSet.CONSISTENCY, dates(status), clock.instant());
    }

    private static List<Contradiction> contradictions(Decision consistency) {
        return consistency.findings().stream()
                .flatMap(finding -> Contradiction.told(finding.values(), finding.reason()).stream())
                .toList();
    }

    /** Asks anew. A rule set that has nothing to say, and had nothing before, leaves no trace. */
    void decide(CaseId caseId, StatusFacts status, List<Record> facts, Map<StatusFact, String> known) {
        Decision consistency = consistency(status);
        keep(caseId, consistency, RuleSet.CONSISTENCY);
        keep(
                caseId,
                residenceAndFamily(status.without(contradictions(consistency)), facts, known),
                RuleSet.RESIDENCE_FAMILY);
    }

    private Decision residenceAndFamily(StatusFacts status, List<Record> facts, Map<StatusFact, String> known) {
        return rules.decide(
                RuleSet.RESIDENCE_FAMILY,
                residenceAndFamily(status, facts, known, BusinessCalendar.today(clock)),
                clock.instant());
    }

    /** The first of the last days to apply for Kindergeld without loss. */
    Optional<LocalDate> kindergeldApplication(StatusFacts status, List<Record> facts, Map<StatusFact, String> known) {
        return residenceAndFamily(status.without(contradictions(consistency(status))), facts, known).findings().stream()
                .flatMap(finding -> finding.date("kindergeldApplication").stream())
                .min(LocalDate::compareTo);
    }

    private void keep(CaseId caseId, Decision decision, RuleSet set) {
        boolean said = decisions
                .latest(caseId, set)
                .filter(before -> !before.decision().findings().isEmpty())
                .isPresent();
        if (said || !decision.findings().isEmpty()) {
            decisions.store(caseId, decision);
        }
    }

    /** The sentences in which the last answer names facts that contradict each other. */
    List<String> contradictions(CaseId caseId) {
        return decisions.latest(caseId, RuleSet.CONSISTENCY).stream()
                .flatMap(logged -> logged.decision().ofKind(FindingKind.FLAG))
                .filter(finding ->
                        finding.value("flag").filter(CONTRADICTION::equals).isPresent())
                .map(Finding::reason)
                .distinct()
                .toList();
    }

    /** Markdown, contradictions first; empty if there is nothing. */
    String explanation(CaseId caseId) {
        StringBuilder text = new StringBuilder();
        for (RuleSet set : SETS) {
            decisions
                    .latest(caseId, set)
                    .map(LoggedDecision::decision)
                    .filter(decision -> !decision.findings().isEmpty())
                    .ifPresent(decision -> text.append("\n\n### ")
                            .append(set.label())
                            .append("\n\n")
                            .append(DecisionText.explain(decision)));
        }
        return text.toString();
    }

    // ---- facts -------------------------------------------------------------------------------------------------

    private static List<DatedFact> dates(StatusFacts status) {
        List<DatedFact> dates = new ArrayList<>();
        add(dates, "ENTRY", status.inGermanySince(), "Einreise");
        if (!status.birthDateUncertain()) {
            add(dates, "BIRTH", status.birthDate(), "Geburt");
            add(dates, "LAST_DAY_OF_MINORITY", status.lastDayOfMinority(), "letzter Tag vor der Volljährigkeit");
        }
        add(dates, "DECISION_SERVED", status.decisionServedOn(), "Zustellung des Bescheids");
        add(dates, "DECISION_FINAL", status.decisionFinalOn(), "Unanfechtbarkeit");
        add(dates, "TITLE_ISSUED", status.titleIssuedOn(), "Erteilung des Titels");
        add(dates, "FIKTIONSBESCHEINIGUNG", status.certificateOn(), "Fiktionsbescheinigung");
        add(dates, "FIRST_DULDUNG", status.suspensionDecidedOn(), "erste Duldung");
        add(dates, "UNACCOMPANIED_FOUND", status.unaccompaniedFoundOn(), "Feststellung der unbegleiteten Einreise");
        add(dates, "ADDRESS_REGISTERED", status.registeredAddressOn(), "Anmeldung bei der Meldebehörde");
        if (status.isToleratedOrSeeking()) {
            add(dates, "STATUS_HERE", status.statusSince(), "Beginn des Aufenthaltsstatus");
        }
        if (status.internationallyProtected()) {
            add(dates, "PROTECTION_TITLE", status.titleIssuedOn(), "Erteilung des Titels");
        }
        return dates;
    }

    private static void add(List<DatedFact> dates, String what, @Nullable LocalDate day, String words) {
        if (day != null) {
            dates.add(new DatedFact(what, day, words));
        }
    }

    private static List<Record> residenceAndFamily(
            StatusFacts status, List<Record> facts, Map<StatusFact, String> known, LocalDate today) {
        List<Record> about = new ArrayList<>();
        List<WorkFacts> work = facts.stream()
                .filter(WorkFacts.class::isInstance)
                .map(WorkFacts.class::cast)
                .filter(one -> one.on(today))
                .toList();
        about.add(residence(status, work, known));
        work.forEach(one ->
                about.add(new IntegrationGround(SELF, "WORK", one.from(), one.weeklyHours(), one.insured(), null)));
        facts.stream()
                .filter(StudyFacts.class::isInstance)
                .map(StudyFacts.class::cast)
                .filter(study -> !study.from().isAfter(today))
                .forEach(study -> about.add(new IntegrationGround(SELF, "TRAINING", study.from(), null, null, null)));
        if ("true".equals(known.get(StatusFact.SHARED_ACCOMMODATION))) {
            about.add(new TemporaryHousing());
        }
        return about;
    }

    private static ResidenceFacts residence(StatusFacts status, List<WorkFacts> work, Map<StatusFact, String> known) {
        int children = Optional.ofNullable(known.get(StatusFact.CHILDREN_IN_HOUSEHOLD))
                .filter(text -> text.matches("\\d+"))
                .map(Integer::valueOf)
                .orElse(0);
        LocalDate titleEnds = status.getTitleEnds();
        return new ResidenceFacts(
                status.residenceStatus(),
                status.decisionServedOn(),
                status.titleIssuedOn(),
                // The day before the same-numbered one: rather a day too early than a day too late.
                titleEnds == null ? null : titleEnds.minusDays(1),
                status.inGermanySince(),
                status.statusSince(),
                status.birthDate(),
                null,
                false,
                null,
                children,
                children > 0,
                !work.isEmpty(),
                0,
                false,
                null,
                false,
                false,
                false,
                status.titleMonths(),
                status.statusSince(),
                work.stream()
                        .map(WorkFacts::from)
                        .filter(Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(null),
                false,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
