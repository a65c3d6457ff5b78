package org.kimlotse.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.DecisionText;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks the rules which law secures the person's livelihood from when, and takes down what people make of the answer. */
@Service
public class BenefitLawAssessment {

    private final Assessment assessment;
    private final BenefitLaws laws;
    private final BenefitPeriods periods;
    private final Cases cases;
    private final Persons persons;
    private final DecisionLog decisions;
    private final RuleBook rules;
    private final FurtherFindings further;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    BenefitLawAssessment(
            Assessment assessment,
            BenefitLaws laws,
            BenefitPeriods periods,
            Cases cases,
            Persons persons,
            DecisionLog decisions,
            RuleBook rules,
            FurtherFindings further,
            Clock clock,
            ApplicationEventPublisher events) {
        this.assessment = assessment;
        this.laws = laws;
        this.periods = periods;
        this.cases = cases;
        this.persons = persons;
        this.decisions = decisions;
        this.rules = rules;
        this.further = further;
        this.clock = clock;
        this.events = events;
    }

    /** Runs the rules on what is known today, keeps the decision and what is expected from it. */
    @Transactional
    public BenefitLaw decide(CaseId caseId) {
        Optional<BenefitLaw> before = current(caseId);
        List<Record> facts = withEarlierTitle(caseId, assessment.forRules(caseId, null, ""));
        Decision decision = rules.decide(RuleSet.BENEFIT_LAW, further.withContradictions(facts), clock.instant());
        facts.stream()
                .filter(StatusFacts.class::isInstance)
                .map(StatusFacts.class::cast)
                .findFirst()
                .ifPresent(status -> further.decide(caseId, status, facts, assessment.known(caseId)));
        UUID id = decisions.store(caseId, decision);
        BenefitLaw after = BenefitLaws.of(id, decision, benefitNow(caseId));
        periods.expect(caseId, persons.client(caseId).id(), after, source(decision));
        publish(caseId, before, after);
        return after;
    }

    /** What would be decided if one fact were another; saves nothing. */
    Decision tryOut(CaseId caseId, StatusFact instead, String value) {
        return rules.decide(
                RuleSet.BENEFIT_LAW,
                further.withContradictions(withEarlierTitle(caseId, assessment.forRules(caseId, instead, value))),
                clock.instant());
    }

    /** What would be decided if the person were another, for example born on another day; saves nothing. */
    Decision tryOut(CaseId caseId, Person client) {
        return rules.decide(
                RuleSet.BENEFIT_LAW,
                further.withContradictions(withEarlierTitle(client.caseId(), assessment.forRules(client, null, ""))),
                clock.instant());
    }

    /**
     * The last day to apply for Kindergeld without loss, as the rules on residence and family say; saves nothing.
     *
     * @param tried facts as they would be; empty: as they stand
     */
    public Optional<LocalDate> kindergeldApplication(CaseId caseId, Map<StatusFact, String> tried) {
        Map<StatusFact, String> known = new EnumMap<>(StatusFact.class);
        known.putAll(assessment.known(caseId));
        known.putAll(tried);
        List<Record> facts = assessment.forRules(persons.client(caseId), tried);
        return facts.stream()
                .filter(StatusFacts.class::isInstance)
                .map(StatusFacts.class::cast)
                .findFirst()
                .flatMap(status -> further.kindergeldApplication(status, facts, known));
    }

    /** A further title of somebody who had left AsylbLG when it was taken down begins nothing anew. */
    private List<Record> withEarlierTitle(CaseId caseId, List<Record> facts) {
        Optional<LocalDate> left = assessment
                .statusTakenDown(caseId)
                .flatMap(
                        at -> periods.leftAsylblg(caseId, persons.client(caseId).id(), at));
        LocalDate today = BusinessCalendar.today(clock);
        return left.isEmpty()
                ? facts
                : facts.stream()
                        .map(fact -> fact instanceof StatusFacts status
                                        && (status.titled(today)
                                                || status.internationallyProtected() && status.served(today))
                                ? status.afterAsylblg(left.get())
                                : fact)
                        .toList();
    }

    /** The expected law as it stands: the last decision of the rules, or what a person decided instead. */
    public Optional<BenefitLaw> current(CaseId caseId) {
        return laws.current(caseId, benefitNow(caseId));
    }

    /** The last decision of the rules. */
    public Optional<LoggedDecision> decision(CaseId caseId) {
        return decisions.latest(caseId, RuleSet.BENEFIT_LAW);
    }

    /** Why the answer of the rules cannot be taken as it is: the facts it rests on contradict each other. German. */
    public List<String> contradictions(CaseId caseId) {
        return further.contradictions(caseId);
    }

    /**
     * The rules' answer is right.
     *
     * @throws Refused if it rests on facts that contradict each other
     */
    @Transactional
    public BenefitLaw confirm(CaseId caseId) {
        List<String> contradictions = contradictions(caseId);
        if (!contradictions.isEmpty()) {
            throw new Refused(contradictory(contradictions));
        }
        LoggedDecision logged = requireDecision(caseId);
        BenefitLaw found = BenefitLaws.of(logged.id(), logged.decision(), benefitNow(caseId));
        review(logged, found, LoggedDecision.Outcome.CONFIRMED, found.code(), "");
        return found;
    }

    /** The rules answered rightly, but on wrong facts: the facts are to be corrected. */
    @Transactional
    public void factsWrong(CaseId caseId) {
        LoggedDecision logged = requireDecision(caseId);
        BenefitLaw found = BenefitLaws.of(logged.id(), logged.decision(), benefitNow(caseId));
        review(logged, found, LoggedDecision.Outcome.FACTS_WRONG, "", "");
    }

    /** What is missing for a decision of one's own, German, by field key; empty if nothing. */
    public List<Refused.Problem> overrideProblems(@Nullable Rechtskreis law, @Nullable LocalDate from, String reason) {
        java.util.ArrayList<Refused.Problem> problems = new java.util.ArrayList<>();
        if (reason.isEmpty()) {
            problems.add(new Refused.Problem(
                    "benefitLawOverrideReason", "Sie entscheiden anders als die Regeln. Bitte schreiben Sie, warum."));
        }
        if (law == null) {
            problems.add(new Refused.Problem(
                    "benefitLawOverrideLaw", "Bitte wählen Sie die Leistung, die voraussichtlich gilt."));
        } else if (from == null && law != Rechtskreis.ASYLBLG) {
            problems.add(new Refused.Problem(
                    "benefitLawOverrideFrom", "Bitte geben Sie an, ab wann „%s“ gilt.".formatted(law.label())));
        }
        return problems;
    }

    /**
     * A person decides otherwise.
     *
     * @param from first day of the law; null only if it stays AsylbLG
     * @throws Refused in German
     */
    @Transactional
    public BenefitLaw override(CaseId caseId, Rechtskreis law, @Nullable LocalDate from, String reason) {
        List<Refused.Problem> problems = overrideProblems(law, from, reason);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        Optional<BenefitLaw> before = current(caseId);
        LoggedDecision logged = requireDecision(caseId);
        BenefitLaw found = BenefitLaws.of(logged.id(), logged.decision(), benefitNow(caseId));
        BenefitLaw decided = BenefitLaws.overridden(found, law, law == Rechtskreis.ASYLBLG ? null : from);
        review(logged, found, LoggedDecision.Outcome.OVERRIDDEN, decided.code(), reason);
        laws.keepOverride(logged.id(), caseId, decided);
        periods.expect(caseId, persons.client(caseId).id(), decided, "Entscheidung des Fallmanagements");
        publish(caseId, before, decided);
        return decided;
    }

    /** What to do about facts that contradict each other, German. */
    public static String contradictory(List<String> contradictions) {
        return "Die Angaben widersprechen einander: %s Bitte berichtigen Sie sie („Die Angaben stimmen nicht“), oder entscheiden Sie mit Begründung anders."
                .formatted(String.join(" ", contradictions));
    }

    private void review(
            LoggedDecision logged, BenefitLaw found, LoggedDecision.Outcome outcome, String decided, String reason) {
        cases.requireOpen(logged.requireCase());
        decisions.review(logged.requireCase(), logged.id(), found.ruleId(), outcome, found.code(), decided, reason);
        if (outcome != LoggedDecision.Outcome.FACTS_WRONG) {
            events.publishEvent(new BenefitLawReviewed(logged.requireCase(), clock.instant()));
        }
    }

    private LoggedDecision requireDecision(CaseId caseId) {
        return decision(caseId).orElseThrow(() -> new Refused("Es gibt noch kein Ergebnis der Regeln."));
    }

    private @Nullable Rechtskreis benefitNow(CaseId caseId) {
        String now = assessment.known(caseId).get(StatusFact.BENEFIT_NOW);
        return now == null ? null : Rechtskreis.valueOf(now);
    }

    private void publish(CaseId caseId, Optional<BenefitLaw> before, BenefitLaw after) {
        before.filter(old -> !BenefitLaws.same(old, after))
                .ifPresent(old -> events.publishEvent(new BenefitLawRevised(caseId, old, after, clock.instant())));
        events.publishEvent(new BenefitLawDecided(caseId, after, clock.instant()));
    }

    private static String source(Decision decision) {
        return "Regelwerk %s, Fassung %s".formatted(decision.ruleSet(), DecisionText.shortVersion(decision));
    }

    /** The finding that names the law; empty if no rule could tell. */
    static Optional<Finding> finding(Decision decision) {
        return decision.ofKind(FindingKind.BENEFIT_LAW).findFirst();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public String explanation(CaseId caseId) {
        return decision(caseId)
                .map(logged -> {
                    String override = logged.lastReview()
                            .filter(review -> review.outcome() == LoggedDecision.Outcome.OVERRIDDEN)
                            .map(review -> "**Anders entschieden** (%s): %s%n%n"
                                    .formatted(review.decided(), Markdown.escape(Texts.oneLine(review.reason()))))
                            .orElse("");
                    String contradictions = further.contradictions(caseId).stream()
                            .map(sentence -> "- %s%n".formatted(sentence))
                            .collect(Collectors.joining());
                    return (contradictions.isEmpty()
                                    ? ""
                                    : "**Widersprüche in den Angaben:**%n%n%s%n".formatted(contradictions))
                            + override
                            + DecisionText.explain(logged.decision())
                            + further.explanation(caseId);
                })
                .orElse("");
    }

    /** What would change the answer if it were known, Markdown; empty text if nothing is missing. */
    public String missing(CaseId caseId) {
        return decision(caseId)
                .map(logged -> DecisionText.missing(logged.decision()))
                .orElse("");
    }
}
