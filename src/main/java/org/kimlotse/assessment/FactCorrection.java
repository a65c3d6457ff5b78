package org.kimlotse.assessment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.FactCorrected;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.Persons;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Corrects a wrong fact: first what would change, then the change. */
@Service
public class FactCorrection {

    /**
     * What a correction would change.
     *
     * @param factId null if nothing was known before
     * @param kind key of the fact
     * @param oldShown the wrong value in German words
     * @param newShown the right value in German words
     * @param before one German sentence on the benefit law as it stands, or that nothing was decided yet
     * @param after the same after the correction
     * @param differences what the rules would find otherwise; empty: the correction changes nothing but the fact
     * @param notes further consequences, German, for example that an own decision falls away
     */
    public record Preview(
            @Nullable UUID factId,
            String kind,
            String label,
            String oldShown,
            String newShown,
            String before,
            String after,
            List<Difference> differences,
            List<String> notes) {

        public Preview {
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }
    }

    private final Cases cases;
    private final CaseAccess access;
    private final Facts facts;
    private final Persons persons;
    private final Assessment assessment;
    private final BenefitLawAssessment benefitLaw;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Actors actors;
    private final ObjectProvider<BenefitLawConsequences> consequences;

    FactCorrection(
            Cases cases,
            CaseAccess access,
            Facts facts,
            Persons persons,
            Assessment assessment,
            BenefitLawAssessment benefitLaw,
            Clock clock,
            ApplicationEventPublisher events,
            Actors actors,
            ObjectProvider<BenefitLawConsequences> consequences) {
        this.cases = cases;
        this.access = access;
        this.facts = facts;
        this.persons = persons;
        this.assessment = assessment;
        this.benefitLaw = benefitLaw;
        this.clock = clock;
        this.events = events;
        this.actors = actors;
        this.consequences = consequences;
    }

    /** The facts that may be corrected: what stands, still means something and is known to the assessment. */
    public List<Fact> correctable(CaseId caseId) {
        access.requireVisible(caseId);
        Set<String> holding = facts.holdingOn(caseId, persons.client(caseId).id(), BusinessCalendar.today(clock))
                .keySet();
        return facts.all(caseId).stream()
                .filter(fact -> fact.stands() && holding.contains(fact.kind()))
                .filter(fact -> StatusFact.ofKey(fact.kind()).isPresent())
                .toList();
    }

    /**
     * What the assessment asks for beside what is known, and nobody has answered, in the order of the form; empty before the first
     * assessment.
     */
    public List<StatusFact> missing(CaseId caseId) {
        Map<String, String> known = correctable(caseId).stream()
                .collect(Collectors.toMap(Fact::kind, Fact::value, (earlier, later) -> later));
        return known.isEmpty()
                ? List.of()
                : Arrays.stream(StatusFact.values())
                        .filter(fact -> !known.containsKey(fact.key()) && fact.applies(known))
                        .toList();
    }

    /**
     * What would change if something were known that is not; saves nothing.
     *
     * @throws Refused in German
     */
    @Transactional(readOnly = true)
    public Preview previewMissing(CaseId caseId, StatusFact kind, String value) {
        access.requireVisible(caseId);
        cases.requireOpen(caseId);
        refuseProblemsOfMissing(caseId, kind, value);
        return preview(caseId, null, kind, value);
    }

    /**
     * Takes down what was not known, and runs the rules again.
     *
     * @return the expected law afterwards
     * @throws Refused in German; also if someone else answered it in the meantime
     */
    @Transactional
    public BenefitLaw state(CaseId caseId, StatusFact kind, String value) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        refuseProblemsOfMissing(caseId, kind, value);
        assessment.record(caseId, Map.of(kind, value));
        BenefitLaw after = benefitLaw.decide(caseId);
        events.publishEvent(new FactAnswered(caseId, kind, clock.instant()));
        return after;
    }

    private void refuseProblemsOfMissing(CaseId caseId, StatusFact kind, String value) {
        if (!missing(caseId).contains(kind)) {
            throw new Refused("Diese Angabe gibt es inzwischen. Bitte laden Sie die Seite neu.");
        }
        if (value.isEmpty()) {
            throw new Refused(List.of(new Refused.Problem(kind.key(), "Bitte geben Sie an, was Sie wissen.")));
        }
        List<Refused.Problem> problems = assessment.problems(caseId, Map.of(kind, value));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
    }

    /**
     * What would change; saves nothing.
     *
     * @param newValue as stored (code, ISO date, {@code true}/{@code false}); empty text: nothing is known any more
     * @throws Refused in German
     */
    @Transactional(readOnly = true)
    public Preview preview(CaseId caseId, UUID factId, String newValue) {
        access.requireVisible(caseId);
        cases.requireOpen(caseId);
        Fact wrong = requireStanding(caseId, factId);
        StatusFact kind = requireKind(wrong);
        refuseProblems(caseId, kind, newValue, wrong);
        return preview(caseId, wrong, kind, newValue);
    }

    private Preview preview(CaseId caseId, @Nullable Fact wrong, StatusFact kind, String newValue) {
        Decision trial = benefitLaw.tryOut(caseId, kind, newValue);
        Optional<LoggedDecision> last = benefitLaw.decision(caseId);
        BenefitLaw after = BenefitLaws.of(UUID.randomUUID(), trial, null);
        return new Preview(
                wrong == null ? null : wrong.id(),
                kind.key(),
                kind.label(),
                wrong == null ? "nicht bekannt" : facts.shown(wrong.kind(), wrong.value()),
                facts.shown(kind.key(), newValue),
                benefitLaw.current(caseId).map(BenefitLaw::sentence).orElse("Bisher wurde nichts entschieden."),
                after.sentence(),
                last.map(logged -> Difference.between(logged.decision(), trial)).orElse(List.of()),
                notes(caseId, last, after, Map.of(kind, newValue)));
    }

    /**
     * Corrects the fact, runs the rules again, keeps their decision and publishes {@link FactCorrected}.
     *
     * @param reason German, mandatory
     * @return the expected law afterwards
     * @throws Refused in German; also if someone else corrected the fact in the meantime
     */
    @Transactional
    public BenefitLaw apply(CaseId caseId, UUID factId, String newValue, String reason) {
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        Fact wrong = requireStanding(caseId, factId);
        StatusFact kind = requireKind(wrong);
        refuseProblems(caseId, kind, newValue, wrong);
        String why = Texts.clean(reason);
        if (why.isEmpty()) {
            throw new Refused(
                    List.of(new Refused.Problem("reason", "Bitte schreiben Sie, warum die Angabe falsch war.")));
        }
        if (Texts.length(why) > Texts.LONGEST) {
            throw new Refused(
                    List.of(new Refused.Problem("reason", "Die Begründung ist zu lang: höchstens 10.000 Zeichen.")));
        }
        Fact right = facts.supersede(wrong, newValue, wrong.validFrom(), "correction", why);
        BenefitLaw after = benefitLaw.decide(caseId);
        events.publishEvent(new FactCorrected(caseId, wrong.id(), right.id(), wrong.kind(), clock.instant()));
        return after;
    }

    List<String> notes(CaseId caseId, Optional<LoggedDecision> last, BenefitLaw after, Map<StatusFact, String> tried) {
        List<String> notes = new ArrayList<>(last.flatMap(LoggedDecision::lastReview)
                .filter(review -> review.outcome() == LoggedDecision.Outcome.OVERRIDDEN)
                .map(review -> List.of(
                        "%s hat anders entschieden als die Regeln. Nach der Berichtigung gilt wieder das Ergebnis der Regeln, bis es geprüft ist."
                                .formatted(actors.displayName(review.by()))))
                .orElse(List.of()));
        consequences.orderedStream().forEach(other -> notes.addAll(other.of(caseId, after, tried)));
        return notes;
    }

    private Fact requireStanding(CaseId caseId, UUID factId) {
        Fact fact =
                facts.find(caseId, factId).orElseThrow(() -> new Refused("Diese Angabe gibt es in diesem Fall nicht."));
        if (!fact.stands()) {
            throw new Refused("Diese Angabe wurde schon berichtigt. Bitte laden Sie die Seite neu.");
        }
        return fact;
    }

    private static StatusFact requireKind(Fact fact) {
        return StatusFact.ofKey(fact.kind())
                .orElseThrow(() -> new Refused("Diese Angabe lässt sich hier nicht berichtigen."));
    }

    private void refuseProblems(CaseId caseId, StatusFact kind, String newValue, Fact wrong) {
        if (newValue.equals(wrong.value())) {
            throw new Refused(List.of(new Refused.Problem(kind.key(), "Die neue Angabe ist dieselbe wie die alte.")));
        }
        List<Refused.Problem> problems = assessment.problems(caseId, Map.of(kind, newValue));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
    }
}
