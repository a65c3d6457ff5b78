package org.kimlotse.assessment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.PersonChange;
import org.kimlotse.casefile.PersonCorrected;
import org.kimlotse.casefile.PersonEditing;
import org.kimlotse.casefile.Persons;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrects what is known of the person: first what would change, then the change. The birth date is a fact of the rules
 * (age limit, § 7a SGB II); they run again where they have run before.
 */
@Service
public class PersonCorrection {

    /**
     * What a correction would change.
     *
     * @param changes what is known otherwise, in German words; never empty
     * @param before one German sentence on the benefit law as it stands; empty if the rules are not asked
     * @param after the same after the correction
     * @param differences what the rules would find otherwise
     * @param notes further consequences, German
     */
    public record Preview(
            List<PersonChange> changes, String before, String after, List<Difference> differences, List<String> notes) {

        public Preview {
            changes = List.copyOf(changes);
            differences = List.copyOf(differences);
            notes = List.copyOf(notes);
        }

        /** Whether a fact of the rules changes and they were asked. */
        public boolean rulesAsked() {
            return !after.isEmpty();
        }
    }

    private final Cases cases;
    private final CaseAccess access;
    private final Persons persons;
    private final PersonEditing editing;
    private final Assessment assessment;
    private final BenefitLawAssessment benefitLaw;
    private final FactCorrection facts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PersonCorrection(
            Cases cases,
            CaseAccess access,
            Persons persons,
            PersonEditing editing,
            Assessment assessment,
            BenefitLawAssessment benefitLaw,
            FactCorrection facts,
            Clock clock,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.access = access;
        this.persons = persons;
        this.editing = editing;
        this.assessment = assessment;
        this.benefitLaw = benefitLaw;
        this.facts = facts;
        this.clock = clock;
        this.events = events;
    }

    /** The person as they stand in the file. */
    public Person person(CaseId caseId) {
        access.requireVisible(caseId);
        return persons.client(caseId);
    }

    /**
     * What would change; saves nothing.
     *
     * @param changed with the version that was seen
     * @throws Refused in German, all problems at once
     */
    @Transactional(readOnly = true)
    public Preview preview(Person changed) {
        CaseId caseId = changed.caseId();
        access.requireVisible(caseId);
        cases.requireOpen(caseId);
        Person before = persons.client(caseId);
        List<PersonChange> changes = checked(before, changed);
        Optional<LoggedDecision> last = benefitLaw.decision(caseId);
        if (last.isEmpty() || !touchesTheRules(changes)) {
            return new Preview(changes, "", "", List.of(), List.of());
        }
        Decision trial = benefitLaw.tryOut(caseId, editing.asSaved(before, changed));
        BenefitLaw after = BenefitLaws.of(UUID.randomUUID(), trial, null);
        return new Preview(
                changes,
                benefitLaw.current(caseId).map(BenefitLaw::sentence).orElse("Bisher wurde nichts entschieden."),
                after.sentence(),
                Difference.between(last.get().decision(), trial),
                facts.notes(caseId, last, after, Map.of()));
    }

    /**
     * Corrects the person, keeps what stood there before, runs the rules again if one of their facts changed, and publishes
     * {@link PersonCorrected}.
     *
     * @param changed with the version that was seen
     * @param reason German, mandatory
     * @return the expected law afterwards, null if the rules were not asked
     * @throws Refused in German; also if somebody else changed the person in the meantime
     */
    @Transactional
    public @Nullable BenefitLaw apply(Person changed, String reason) {
        CaseId caseId = changed.caseId();
        access.requireVisible(caseId);
        cases.lockOpen(caseId);
        checked(persons.client(caseId), changed);
        String why = Texts.clean(reason);
        if (why.isEmpty()) {
            throw new Refused(
                    List.of(new Refused.Problem("reason", "Bitte schreiben Sie, warum die Angabe falsch war.")));
        }
        if (Texts.length(why) > Texts.LONGEST) {
            throw new Refused(
                    List.of(new Refused.Problem("reason", "Die Begründung ist zu lang: höchstens 10.000 Zeichen.")));
        }
        List<PersonChange> changes = editing.correct(changed, why);
        BenefitLaw after =
                touchesTheRules(changes) && benefitLaw.decision(caseId).isPresent() ? benefitLaw.decide(caseId) : null;
        events.publishEvent(new PersonCorrected(
                caseId, changes.stream().map(PersonChange::key).collect(Collectors.toSet()), clock.instant()));
        return after;
    }

    private List<PersonChange> checked(Person before, Person changed) {
        PersonEditing.refuseIfStale(before, changed);
        List<Refused.Problem> problems = new ArrayList<>(editing.problems(changed));
        if (changed.language().isEmpty() && !before.language().isEmpty()) {
            problems.add(
                    new Refused.Problem("language", "Bitte wählen Sie die Sprache, in der die Person gut versteht."));
        }
        problems.addAll(beforeBirth(before, editing.asSaved(before, changed)));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        List<PersonChange> changes = editing.differences(before, changed);
        if (changes.isEmpty()) {
            throw new Refused("Die neuen Angaben sind dieselben wie die alten.");
        }
        return changes;
    }

    /** What the file says of the person happened after they were born. */
    private List<Refused.Problem> beforeBirth(Person before, Person after) {
        Map<StatusFact, String> known = assessment.known(before.caseId());
        List<Refused.Problem> as = StatusFactChecks.problems(known, before, BusinessCalendar.today(clock));
        return StatusFactChecks.problems(known, after, BusinessCalendar.today(clock)).stream()
                .filter(problem -> !as.contains(problem))
                .map(problem -> new Refused.Problem(
                        PersonChange.BIRTH_DATE,
                        "Das Geburtsdatum passt nicht zu einer anderen Angabe: " + problem.message()))
                .limit(1)
                .toList();
    }

    private static boolean touchesTheRules(List<PersonChange> changes) {
        return changes.stream().anyMatch(change -> change.key().equals(PersonChange.BIRTH_DATE));
    }
}
