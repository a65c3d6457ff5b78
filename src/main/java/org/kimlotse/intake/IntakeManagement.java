package org.kimlotse.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseOpened;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.engine.Workflows;
import org.kimlotse.intake.FirstContact.CrisisAsked;
import org.kimlotse.intake.FirstContact.CrisisResponse;
import org.kimlotse.intake.FirstContact.CrisisScreen;
import org.kimlotse.intake.FirstContact.Information;
import org.kimlotse.intake.FirstContact.Needs;
import org.kimlotse.intake.facts.Indication;
import org.kimlotse.intake.facts.IndicationFacts;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The first contact: from information and crisis screen to the help that is indicated. */
@Service
public class IntakeManagement {

    /** Process id of the first contact. */
    public static final String INTAKE = "intake";

    /** Process id of what follows if case management is indicated. */
    public static final String CASE_MANAGEMENT = "case-management";

    public enum NoteKind {
        COUNSELLING("Beratung"),
        /** Nobody came; no talk, and not counted as one. */
        COUNSELLING_MISSED("Beratung: nicht gekommen"),
        REFERRAL_ADVICE("Verweis");

        private final String label;

        NoteKind(String label) {
            this.label = label;
        }

        /** What a reader sees, in German. */
        public String label() {
            return label;
        }
    }

    /** What was written about a counselling talk, or about where the person was sent. */
    public record Note(NoteKind kind, String text, Instant at, String by) {

        @Override
        public String toString() {
            return "Note[" + kind + ", " + at + "]";
        }
    }

    /**
     * What a municipality counselled in a period.
     *
     * @param talks counselling talks
     * @param people how many people had them
     * @param advised how many were sent to another counselling service
     */
    public record Counselled(Municipality municipality, int talks, int people, int advised) {}

    private final FirstContacts contacts;
    private final Cases cases;
    private final CaseClosing closing;
    private final Persons persons;
    private final Facts caseFacts;
    private final DecisionLog decisions;
    private final RuleBook rules;
    private final Workflows workflows;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IntakeManagement(
            FirstContacts contacts,
            Cases cases,
            CaseClosing closing,
            Persons persons,
            Facts caseFacts,
            DecisionLog decisions,
            RuleBook rules,
            Workflows workflows,
            ApplicationEventPublisher events,
            Clock clock) {
        this.contacts = contacts;
        this.cases = cases;
        this.closing = closing;
        this.persons = persons;
        this.caseFacts = caseFacts;
        this.decisions = decisions;
        this.rules = rules;
        this.workflows = workflows;
        this.events = events;
        this.clock = clock;
    }

    /** An opened case starts with the first contact, in the transaction of the opening. */
    @EventListener
    void begin(CaseOpened opened) {
        begin(opened.caseId());
    }

    /** Starts the first contact; nothing if it is running. */
    @Transactional
    public void begin(CaseId caseId) {
        Case file = cases.requireOpen(caseId);
        if (!workflows.isRunning(INTAKE, caseId.number())) {
            workflows.start(INTAKE, caseId.number(), CaseVariables.of(file));
        }
    }

    @Transactional
    public void inform(CaseId caseId, Information information) {
        cases.requireOpen(caseId);
        contacts.add(caseId, information);
    }

    /** A person in danger is helped first; nothing here may keep anybody from going on. */
    @Transactional
    public void screenCrisis(CaseId caseId, CrisisScreen screen) {
        cases.requireOpen(caseId);
        contacts.add(caseId, screen);
    }

    /** Somebody has to act now; whoever listens begins that, in this transaction. */
    @Transactional
    public void reportCrisis(CaseId caseId) {
        cases.requireOpen(caseId);
        events.publishEvent(new AcuteDanger(caseId));
    }

    @Transactional
    public void actInCrisis(CaseId caseId, Set<CrisisAction> actions, String informed) {
        cases.requireOpen(caseId);
        contacts.add(caseId, actions, informed);
    }

    @Transactional
    public void clarify(CaseId caseId, Needs needs) {
        cases.requireOpen(caseId);
        contacts.add(caseId, needs);
    }

    /**
     * Asks the rules which help is indicated and keeps their answer.
     *
     * @return the proposal
     */
    @Transactional
    public Indication proposeIndication(CaseId caseId) {
        List<Record> seen = new ArrayList<>();
        seen.add(facts(caseId));
        seen.addAll(caseFacts.additional(caseId));
        Decision decision = rules.decide(RuleSet.INDICATION, seen, clock.instant());
        decisions.store(caseId, decision);
        return proposalOf(decision);
    }

    /**
     * Takes down what the case manager decided.
     *
     * @param reason German; mandatory if the decision differs from the proposal, else ignored
     * @throws Refused in German
     */
    @Transactional(propagation = Propagation.REQUIRED)
    public void decideIndication(CaseId caseId, Indication decided, String reason) {
        cases.requireOpen(caseId);
        LoggedDecision logged = decisions
                .latest(caseId, RuleSet.INDICATION)
                .orElseThrow(() -> new Refused("Es gibt noch keinen Vorschlag der Regeln."));
        Finding finding = finding(logged.decision());
        Indication proposal = proposalOf(logged.decision());
        boolean override = decided != proposal;
        if (override && reason.isEmpty()) {
            throw new Refused(List.of(new Refused.Problem(
                    "indicationOverrideReason",
                    "Sie entscheiden anders als vorgeschlagen. Bitte schreiben Sie, warum.")));
        }
        String kept = override ? reason : "";
        contacts.add(caseId, logged.id(), finding.ruleId(), proposal, decided, kept);
        decisions.review(
                caseId,
                logged.id(),
                finding.ruleId(),
                override ? LoggedDecision.Outcome.OVERRIDDEN : LoggedDecision.Outcome.CONFIRMED,
                proposal.name(),
                decided.name(),
                kept);
    }

    @Transactional
    public void note(CaseId caseId, NoteKind kind, String note) {
        cases.requireOpen(caseId);
        contacts.addNote(caseId, kind, note);
    }

    /**
     * Counselling is counted apart from case management: one entry for each municipality that counselled from one instant until
     * before another, by its name.
     */
    public List<Counselled> counselled(Instant from, Instant until) {
        return contacts.counselled(from, until).stream()
                .sorted(Comparator.comparing(c -> c.municipality().label()))
                .toList();
    }

    /** Starts case management under the case number; nothing if it is running. */
    @Transactional
    public void openCaseManagement(CaseId caseId) {
        Case file = cases.requireOpen(caseId);
        if (!workflows.isRunning(CASE_MANAGEMENT, caseId.number())) {
            workflows.start(CASE_MANAGEMENT, caseId.number(), CaseVariables.of(file));
        }
    }

    /** Closes a case that needed no case management. */
    @Transactional
    public void close(CaseId caseId) {
        boolean referred = contacts.indication(caseId)
                .filter(i -> i == Indication.VERWEIS_MBE || i == Indication.VERWEIS_JMD)
                .isPresent();
        closing.closeByProcess(caseId, referred ? Case.ClosingReason.REFERRED : Case.ClosingReason.COUNSELLING_DONE);
    }

    public Optional<Information> information(CaseId caseId) {
        return contacts.information(caseId);
    }

    /** What was said when asked whether there is acute danger, oldest first; for the health compartment. */
    public List<CrisisAsked> crisisScreens(CaseId caseId) {
        return contacts.screens(caseId);
    }

    public Optional<CrisisScreen> crisisScreen(CaseId caseId) {
        return contacts.screen(caseId);
    }

    /** What was done in crises, oldest first; for the health compartment. */
    public List<CrisisResponse> crisisResponses(CaseId caseId) {
        return contacts.responses(caseId);
    }

    public Optional<Needs> needs(CaseId caseId) {
        return contacts.needs(caseId);
    }

    /** What was decided last, by people. */
    public Optional<Indication> indication(CaseId caseId) {
        return contacts.indication(caseId);
    }

    /** What was written about counselling, oldest first. */
    public List<Note> notes(CaseId caseId) {
        return contacts.notes(caseId);
    }

    /** The last proposal of the rules with its reasons. */
    public Optional<LoggedDecision> proposal(CaseId caseId) {
        return decisions.latest(caseId, RuleSet.INDICATION);
    }

    /** What a decision of the rule set {@code indication} proposes. */
    public static Indication proposalOf(Decision decision) {
        return Indication.valueOf(finding(decision)
                .value("indication")
                .orElseThrow(() -> new IllegalStateException("indication without value")));
    }

    private static Finding finding(Decision decision) {
        return decision.ofKind(FindingKind.INDICATION)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the rules made no indication"));
    }

    private IndicationFacts facts(CaseId caseId) {
        Person client = persons.client(caseId);
        Optional<Information> information = contacts.information(caseId);
        Optional<Needs> needs = contacts.needs(caseId);
        return new IndicationFacts(
                needs.map(n -> names(n.areas())).orElse(Set.of()),
                needs.map(n -> names(n.agencies())).orElse(Set.of()),
                needs.map(Needs::managesAlone).orElse(null),
                needs.map(Needs::wantsCaseManagement).orElse(null),
                information.map(i -> i.given() && i.voluntary()).orElse(null),
                client.birthDate(),
                client.birthDateUncertain());
    }

    private static Set<String> names(Set<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).collect(Collectors.toSet());
    }
}
