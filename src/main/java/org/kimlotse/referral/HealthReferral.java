package org.kimlotse.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.BenefitLawRevised;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.assessment.facts.HealthFacts;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Persons;
import org.kimlotse.consent.Consents;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormWords;
import org.kimlotse.engine.Workflows;
import org.kimlotse.goals.ConfidentialGoal;
import org.kimlotse.handover.DataField;
import org.kimlotse.handover.DataPackageSource;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A guide to medical and psychosocial help. Nobody diagnoses here; what was seen and said stays in {@link Health}, and what
 * the rules make of it is worked out anew each time instead of being kept.
 */
@Component
@Order(30)
public class HealthReferral implements ReferralRules, DataPackageSource {

    /** Keys of the notes, as in the forms. */
    public static final String OBSERVATIONS = "confidentialObservations";

    public static final String IMPAIRED = "confidentialImpaired";
    public static final String OWN_WORDS = "confidentialOwnWords";
    public static final String WISHES = "confidentialWishes";
    public static final String INTERPRETING = "confidentialInterpreting";
    public static final String THERAPY = "confidentialTherapy";
    public static final String ADDRESSEE = "confidentialAddressee";
    public static final String APPROVAL = "confidentialApproval";
    public static final String HEARD = "confidentialGoesOn";
    public static final String APPOINTMENT = "confidentialAppointment";
    public static final String ONGOING = "confidentialOngoing";
    public static final String REFUSAL_SERVED = "confidentialRefusalServed";
    public static final String ADVICE = "confidentialAdvice";
    public static final String ADVICE_FROM = "confidentialAdviceFrom";

    /** Answers of the forms that say more than their word. */
    public static final String REFUSED_APPLICATION = "REFUSED";

    public static final String MISSED = "MISSED";
    public static final String REFERRED = "REFERRED";
    private static final String YES = "true";

    static final String CONTACT = "G1";
    static final String APPLICATION = "G2";
    private static final String CONTINUITY = "G3";

    private static final String REFUSED = "refusedAddressees";
    private static final String CONTINUITY_FOR = "continuityFor";
    private static final String CONTINUITY_CHECKED = "continuityChecked";
    private static final String CONTINUES = "continues";

    /** What a referral that goes on knows from the one before. */
    private static final List<String> STILL_TRUE =
            List.of(OBSERVATIONS, IMPAIRED, OWN_WORDS, WISHES, INTERPRETING, ADDRESSEE);

    private static final String LAW_CHANGES = "referral.lawChanges";
    private static final String CATEGORY = "HEALTH";
    private static final String OBJECTION_END = "objectionEnd";

    /** Steps that name nobody whom the addressees do not name already. */
    private static final Set<String> NEXT = Set.of("THERAPY", "PREGNANCY");

    private static final Set<String> REMARKS =
            Set.of(FindingKind.HEALTH_ACCESS, FindingKind.REJECTED, FindingKind.FLAG, FindingKind.MISSING_FACT);

    private final ReferralRecords referrals;
    private final Health health;
    private final HealthGoals goals;
    private final Handovers handovers;
    private final Assessment assessment;
    private final BenefitLawAssessment benefitLaw;
    private final Cases cases;
    private final Persons persons;
    private final Consents consents;
    private final Directory directory;
    private final RuleBook rules;
    private final Workflows workflows;
    private final FormWords words;
    private final Clock clock;

    HealthReferral(
            ReferralRecords referrals,
            Health health,
            HealthGoals goals,
            Handovers handovers,
            Assessment assessment,
            BenefitLawAssessment benefitLaw,
            Cases cases,
            Persons persons,
            Consents consents,
            Directory directory,
            RuleBook rules,
            Workflows workflows,
            FormWords words,
            Clock clock) {
        this.referrals = referrals;
        this.health = health;
        this.goals = goals;
        this.handovers = handovers;
        this.assessment = assessment;
        this.benefitLaw = benefitLaw;
        this.cases = cases;
        this.persons = persons;
        this.consents = consents;
        this.directory = directory;
        this.rules = rules;
        this.workflows = workflows;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public ReferralKind kind() {
        return ReferralKind.HEALTH;
    }

    @Override
    public String purpose() {
        return "HEALTH";
    }

    @Override
    public Decision decide(Referral referral) {
        return decide(referral, YES.equals(health.read(referral).get(THERAPY)));
    }

    private Decision decide(Referral referral, boolean therapyWished) {
        return rules.decide(RuleSet.HEALTH, List.of(facts(referral, therapyWished)), clock.instant());
    }

    private HealthFacts facts(Referral referral, boolean therapyWished) {
        CaseId caseId = referral.caseId();
        Map<String, String> notes = health.read(referral);
        Map<StatusFact, String> assessed = assessment.known(caseId);
        LocalDate today = BusinessCalendar.today(clock);
        String benefit = assessed.getOrDefault(StatusFact.BENEFIT_NOW, "");
        String since = assessed.getOrDefault(StatusFact.IN_GERMANY_SINCE, "");
        Set<String> observations = set(notes.get(OBSERVATIONS));
        Optional<BenefitLaw> change = lawChange(caseId);
        return new HealthFacts(
                observations,
                YES.equals(notes.get(IMPAIRED)),
                today,
                Set.of(),
                benefit.isEmpty() ? null : Rechtskreis.valueOf(benefit),
                !since.isEmpty()
                        && BusinessCalendar.plusMonths(LocalDate.parse(since), analogMonths(today))
                                .isBefore(today),
                persons.client(caseId).born().orElse(null),
                consentedKinds(caseId, today),
                false,
                null,
                underWay(referral),
                change.flatMap(BenefitLaw::begins).orElse(null),
                change.map(BenefitLaw::trigger).orElse(null),
                observations.contains(HealthFacts.VIOLENCE) && temporaryProtection(assessed, today),
                null,
                today,
                place(caseId).name(),
                therapyWished,
                set(notes.get(REFUSED)),
                notes.get(ADDRESSEE),
                persons.client(caseId).interpreterNeeded(),
                REFUSED_APPLICATION.equals(notes.get(APPROVAL))
                        ? day(notes, REFUSAL_SERVED).orElse(null)
                        : null);
    }

    /** Somebody was asked, here or in the referral that goes on. */
    private boolean underWay(Referral referral) {
        return referrals.lastStep(referral.id(), CONTACT).isPresent()
                || referrals.facts(referral.id()).containsKey(CONTINUES);
    }

    private static Optional<LocalDate> day(Map<String, String> notes, String key) {
        return Optional.ofNullable(notes.get(key)).map(LocalDate::parse);
    }

    private int analogMonths(LocalDate today) {
        return Integer.parseInt(
                Objects.requireNonNull(rules.parameters(RuleSet.HEALTH, today).get("ANALOG_MONTHS")));
    }

    /** Kinds of office a consent to pass on what is told of health goes to. */
    private Set<String> consentedKinds(CaseId caseId, LocalDate today) {
        return consents.of(caseId).stream()
                .filter(consent -> consent.category() == DataCategory.HEALTH && consent.covers(today))
                .flatMap(consent -> directory.office(consent.recipient()).stream())
                .map(office -> office.kind().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** § 6 Abs. 2 AsylbLG is for who holds the title, not for who has only asked for protection. */
    private static boolean temporaryProtection(Map<StatusFact, String> assessed, LocalDate today) {
        String issued = assessed.get(StatusFact.TITLE_ISSUED_ON);
        return ResidenceStatus.TITLE_24.name().equals(assessed.get(StatusFact.RESIDENCE_STATUS))
                && issued != null
                && !LocalDate.parse(issued).isAfter(today);
    }

    private Municipality place(CaseId caseId) {
        return Optional.ofNullable(assessment.known(caseId).get(StatusFact.ASSIGNMENT_MUNICIPALITY))
                .flatMap(Municipality::find)
                .orElse(cases.get(caseId).municipality());
    }

    /** Another benefit law than the person gets today, with its first day, which may have passed unnoticed. */
    private Optional<BenefitLaw> lawChange(CaseId caseId) {
        return benefitLaw.current(caseId).filter(BenefitLaw::changes).filter(law -> law.begins()
                .isPresent());
    }

    private Optional<LocalDate> lawChangesOn(CaseId caseId) {
        return lawChange(caseId).flatMap(BenefitLaw::begins);
    }

    private static Set<String> set(@Nullable String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",", -1))
                        .filter(n -> !n.isEmpty())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    // ---- for the forms --------------------------------------------------------------------------------------

    /** Proposals with reasons, warnings and access, German markdown; only for whom the compartment is open. */
    public String proposals(ReferralId id) {
        Referral referral = referrals.get(id);
        health.requireOpen(referral.caseId());
        return advice(referral).stream()
                .map(line -> (line.title().isEmpty() ? "- " : "- **" + line.title() + "** – ") + line.text())
                .collect(Collectors.joining("\n"));
    }

    /**
     * What the rules make of what was told.
     *
     * @param title of whom or what is proposed; empty for a remark
     */
    record Advice(String title, String text) {}

    /** First who could help, the most fitting first, then what to do when, then what to mind. */
    List<Advice> advice(Referral referral) {
        Decision decision = decide(referral);
        List<Advice> advice = new ArrayList<>();
        decision.findings().stream()
                .filter(f -> f.kind().equals(FindingKind.HEALTH_ADDRESSEE))
                .sorted(Comparator.comparing(f -> f.value("rank").orElse("")))
                .forEach(f -> advice.add(new Advice(f.value("title").orElse(""), f.reason() + law(f))));
        decision.ofKind(FindingKind.STEP)
                .filter(f -> f.value("step").filter(NEXT::contains).isPresent())
                .forEach(f -> advice.add(new Advice(f.value("title").orElse(""), f.reason() + law(f))));
        decision.findings().stream()
                .filter(f -> REMARKS.contains(f.kind()))
                .forEach(f -> advice.add(new Advice("", f.reason() + law(f))));
        return advice;
    }

    private static String law(Finding finding) {
        return finding.legalBasis() == null ? "" : " (" + finding.legalBasis().citation() + ")";
    }

    private static void goal(StringBuilder text, String label, ConfidentialGoal goal) {
        text.append("- %s: %s%s\n"
                .formatted(
                        label,
                        Markdown.escape(goal.sentence()),
                        goal.signed() ? "" : " – noch nicht unterschrieben, siehe „Zielvereinbarung ändern“"));
    }

    /** Where it stands, German markdown; only for whom the compartment is open. */
    public String statusText(ReferralId id) {
        Referral referral = referrals.get(id);
        health.requireOpen(referral.caseId());
        Map<String, String> notes = health.read(referral);
        StringBuilder text = new StringBuilder();
        said(text, notes, "Stelle", "confidential-addressee", ADDRESSEE);
        Optional.ofNullable(notes.get(OWN_WORDS)).ifPresent(w -> text.append("- In den Worten der Person: ")
                .append(Markdown.escape(w))
                .append('\n'));
        Optional<ConfidentialGoal> inForce = goals.inForce(referral.caseId());
        inForce.ifPresent(goal -> goal(text, "Ziel", goal));
        goals.latest(referral.caseId())
                .filter(goal -> !goal.givenUp())
                .filter(goal -> inForce.filter(goal::equals).isEmpty())
                .ifPresent(goal -> goal(text, "Seitdem gesagt, gilt mit der Unterschrift", goal));
        day(notes, APPOINTMENT)
                .ifPresent(on -> text.append("- %s: **%s**\n"
                        .formatted(
                                on.isBefore(BusinessCalendar.today(clock)) ? "Letzter Termin" : "Nächster Termin",
                                BusinessCalendar.german(on))));
        said(text, notes, "Zuletzt", "confidential-follow", HEARD);
        said(text, notes, "Antrag", "confidential-approval", APPROVAL);
        objection(referral)
                .ifPresent(deadline -> text.append("- Widerspruch spätestens am **%s** (%s). %s\n"
                        .formatted(
                                BusinessCalendar.german(
                                        deadline.date(OBJECTION_END).orElseThrow()),
                                String.join("; ", deadline.derivations()),
                                deadline.reason() + law(deadline))));
        said(text, notes, "Rechtsberatung", "confidential-deadline", ADVICE);
        for (ReferralRecords.Step step : referrals.steps(id)) {
            Handover handover = handovers.get(step.handover());
            if (handover.begunAt() != null) {
                text.append("- ")
                        .append(handover.title())
                        .append(": ")
                        .append(
                                handover.declinedAt() != null && !handover.open()
                                        ? "von der Stelle abgelehnt, beendet"
                                        : handover.stateLabel());
                handovers.declinedWords(handover).ifPresent(words -> text.append(" – die Stelle schreibt: „")
                        .append(Markdown.escape(words))
                        .append('“'));
                Optional.ofNullable(handover.outcomeOn())
                        .ifPresent(on -> text.append(", ").append(BusinessCalendar.german(on)));
                text.append('\n');
            }
        }
        health.remarks(referral)
                .forEach(remark -> text.append("- Notiz vom %s: %s\n"
                        .formatted(GermanDates.day(remark.at()), Markdown.escape(remark.text()))));
        return text.toString().strip();
    }

    private void said(StringBuilder text, Map<String, String> notes, String what, String form, String key) {
        Optional.ofNullable(notes.get(key))
                .flatMap(code -> words.value(form, key, code))
                .ifPresent(word -> text.append("- %s: %s\n".formatted(what, word)));
    }

    /** The period to object to the notice that declines the treatment. */
    private Optional<Finding> objection(Referral referral) {
        return decide(referral)
                .ofKind(FindingKind.DEADLINE)
                .filter(f -> f.value("deadline").filter("OBJECTION"::equals).isPresent())
                .findFirst();
    }

    /** The last day to object to the notice that declines the treatment, whether or not it has passed. */
    public Optional<LocalDate> objectionEnd(ReferralId id) {
        return objection(referrals.get(id)).flatMap(f -> f.date(OBJECTION_END));
    }

    /** Whether an office has offered an appointment in this referral, or what it continues goes on. */
    public boolean attached(ReferralId id) {
        return referrals.facts(id).containsKey(CONTINUES)
                || referrals.steps(id).stream()
                        .filter(s -> s.step().equals(CONTACT))
                        .anyMatch(s -> handovers.get(s.handover()).state() == HandoverState.COMPLETED);
    }

    /** Whether an application to the benefits office makes sense, should the person wish for it. */
    public boolean applicationPossible(ReferralId id) {
        return applies(decide(referrals.get(id), true));
    }

    /** A change of law is being prepared for what goes on; who ends the referral now would end that. */
    public boolean continuityOpen(ReferralId id) {
        Map<String, String> facts = referrals.facts(id);
        return facts.containsKey(CONTINUITY_FOR) && !facts.get(CONTINUITY_FOR).equals(facts.get(CONTINUITY_CHECKED));
    }

    // ---- for the process ------------------------------------------------------------------------------------

    /** Whether the addressee offered an appointment; if not, it is not proposed again. */
    @Transactional
    public boolean accepted(ReferralId id) {
        Referral referral = referrals.get(id);
        boolean accepted = referrals
                .lastStep(id, CONTACT)
                .map(s -> handovers.get(s.handover()))
                .filter(h -> h.state() == HandoverState.COMPLETED)
                .isPresent();
        if (accepted) {
            keepAppointment(referral);
        } else {
            refused(referral);
        }
        return accepted;
    }

    /** The addressee asked last takes nobody, or has called off: it is not proposed again. */
    @Transactional
    public void refused(Referral referral) {
        Map<String, String> notes = health.read(referral);
        Optional.ofNullable(notes.get(ADDRESSEE)).ifPresent(asked -> {
            Set<String> refused = new LinkedHashSet<>(set(notes.get(REFUSED)));
            refused.add(asked);
            health.keep(referral, REFUSED, String.join(",", refused));
        });
    }

    /** Of two appointments the one that comes first is asked about first. */
    private void keepAppointment(Referral referral) {
        LocalDate today = BusinessCalendar.today(clock);
        Optional<LocalDate> known = day(health.read(referral), APPOINTMENT).filter(on -> !on.isBefore(today));
        referrals
                .lastStep(referral.id(), CONTACT)
                .map(s -> handovers.get(s.handover()).outcomeOn())
                .filter(on -> known.filter(on::isAfter).isEmpty())
                .ifPresent(on -> health.keep(referral, APPOINTMENT, on.toString()));
    }

    /**
     * The working day after the appointment nobody has asked about yet; empty if there is none.
     */
    public Optional<LocalDate> afterAppointment(ReferralId id) {
        LocalDate today = BusinessCalendar.today(clock);
        return day(health.read(referrals.get(id)), APPOINTMENT)
                .map(on -> BusinessCalendar.plusArbeitstage(on.isBefore(today) ? today : on, 1));
    }

    /** The appointment that is known, if its day is still to come. */
    public Optional<LocalDate> appointmentAhead(ReferralId id) {
        LocalDate today = BusinessCalendar.today(clock);
        return day(health.read(referrals.get(id)), APPOINTMENT).filter(on -> on.isAfter(today));
    }

    /** The person did not come to the appointment asked about last. */
    public boolean missed(ReferralId id) {
        return MISSED.equals(health.read(referrals.get(id)).get(HEARD));
    }

    /** The person was sent to legal advice, and the period to object is not over. */
    public Optional<LocalDate> objectionPending(ReferralId id) {
        return Optional.of(health.read(referrals.get(id)))
                .filter(notes -> REFERRED.equals(notes.get(ADVICE)))
                .flatMap(notes -> objectionEnd(id))
                .filter(end -> !end.isBefore(BusinessCalendar.today(clock)));
    }

    /** Takes over what is still true if this referral goes on with an earlier one; says whether it does. */
    @Transactional
    public boolean begin(ReferralId id) {
        Referral referral = referrals.get(id);
        Optional<Map<String, String>> before = Optional.ofNullable(
                        referrals.facts(id).get(CONTINUES))
                .map(earlier -> health.read(referrals.get(ReferralId.of(earlier))));
        before.ifPresent(notes -> STILL_TRUE.forEach(
                key -> Optional.ofNullable(notes.get(key)).ifPresent(value -> health.keep(referral, key, value))));
        return before.isPresent();
    }

    /**
     * The referrals that ended while a treatment went on, if nobody looks after the change of law that comes for them yet: each
     * treatment by itself, whatever became of other referrals meanwhile.
     */
    List<Referral> leftInTreatment(CaseId caseId) {
        Optional<String> from = lawChangesOn(caseId).map(LocalDate::toString);
        if (from.isEmpty()) {
            return List.of();
        }
        List<Referral> all = referrals.of(caseId, ReferralKind.HEALTH);
        Set<String> goneOn = all.stream()
                .flatMap(referral ->
                        Optional.ofNullable(referrals.facts(referral.id()).get(CONTINUES)).stream())
                .collect(Collectors.toSet());
        return all.stream()
                .filter(referral -> !goneOn.contains(referral.id().toString()))
                .filter(this::endedInTreatment)
                .filter(ended -> !from.get().equals(referrals.facts(ended.id()).get(CONTINUITY_CHECKED)))
                .toList();
    }

    /** By what was said at its end; a case that was closed by hand has asked nobody. */
    private boolean endedInTreatment(Referral referral) {
        return switch (referral.ended().orElse(ReferralResult.STOPPED)) {
            case COMPLETED -> YES.equals(health.read(referral).get(ONGOING));
            case CASE_CLOSED -> attached(referral.id());
            default -> false;
        };
    }

    /** Notes which one a new referral goes on with. */
    void goesOn(Referral referral, Referral earlier) {
        referrals.keep(referral.id(), CONTINUES, earlier.id().toString(), clock.instant(), "lotse");
    }

    /** Somebody has seen on the first day of the new law whether what was running goes on. */
    @Transactional
    public void continuityChecked(ReferralId id) {
        Optional.ofNullable(referrals.facts(id).get(CONTINUITY_FOR))
                .ifPresent(from -> referrals.keep(id, CONTINUITY_CHECKED, from, clock.instant(), "lotse"));
    }

    /** Whether the person wants treatment that the benefits office has to grant. */
    public boolean applicationNeeded(ReferralId id) {
        return applies(decide(referrals.get(id)));
    }

    private static boolean applies(Decision decision) {
        return decision.findings().stream()
                .anyMatch(f -> f.kind().equals(FindingKind.REFERRAL_STEP)
                        && f.value("step").filter(APPLICATION::equals).isPresent());
    }

    /** The first day of the law that comes; today if it no longer lies ahead. */
    public LocalDate lawChanges(ReferralId id) {
        return lawChangesOn(referrals.get(id).caseId()).orElse(BusinessCalendar.today(clock));
    }

    /** What is running must not end with the law that pays for it: once for each change. */
    @Transactional
    public void secureContinuity(ReferralId id) {
        Referral referral = referrals.get(id);
        lawChangesOn(referral.caseId())
                .map(LocalDate::toString)
                .filter(from ->
                        referral.open() && !from.equals(referrals.facts(id).get(CONTINUITY_FOR)))
                .ifPresent(from -> {
                    referrals.keep(id, CONTINUITY_FOR, from, clock.instant(), "lotse");
                    if (continuityRuns(id)) {
                        return;
                    }
                    workflows.broadcast(LAW_CHANGES, id.toString(), Answers.none());
                });
    }

    /** What was asked for the day named before is still being answered: that goes on for the new day. */
    private boolean continuityRuns(ReferralId id) {
        return referrals
                .lastStep(id, CONTINUITY)
                .filter(s -> handovers.get(s.handover()).open())
                .isPresent();
    }

    @EventListener
    void on(BenefitLawRevised revised) {
        referrals.of(revised.caseId(), ReferralKind.HEALTH).stream()
                .filter(Referral::open)
                .filter(r -> referrals
                        .lastStep(r.id(), CONTACT)
                        .or(() -> referrals.lastStep(r.id(), CONTINUITY))
                        .isPresent())
                .forEach(r -> secureContinuity(r.id()));
    }

    // ---- what an office gets --------------------------------------------------------------------------------

    @Override
    public List<DataField> fields(CaseId caseId) {
        return List.of();
    }

    /** The addressee learns what the person wants to tell it; the benefits office only what is applied for. */
    @Override
    public List<DataField> fields(Handover handover) {
        if (!handover.purpose().equals(CATEGORY)) {
            return List.of();
        }
        Optional<Referral> asks = referrals.asking(handover.id()).filter(Referral::open);
        if (asks.isEmpty()) {
            return List.of();
        }
        Map<String, String> notes = health.read(asks.get());
        List<DataField> fields = new ArrayList<>();
        switch (handover.hop()) {
            case CONTACT -> {
                add(fields, notes, OWN_WORDS, "In den Worten der Person");
                add(fields, notes, WISHES, "Gewünschte Hilfe");
                add(fields, notes, INTERPRETING, "Wunsch zur Sprachmittlung");
            }
            case APPLICATION ->
                fields.add(new DataField(
                        CATEGORY,
                        "confidentialApplication",
                        "Beantragt wird",
                        "Behandlung, deren Notwendigkeit ärztlich zu prüfen ist"));
            default -> {
                fields.add(new DataField(
                        CATEGORY, "confidentialContinuity", "Anliegen", "Fortführung einer laufenden Behandlung"));
                // Two that go on would be two letters alike.
                place(asks.get().id())
                        .ifPresent(where ->
                                fields.add(new DataField(CATEGORY, "confidentialPlace", "Behandlung bei", where)));
            }
        }
        return fields;
    }

    /** Who helps, or is being asked to: in this referral, else in the one it goes on with. */
    private Optional<String> place(ReferralId id) {
        Optional<String> asked = referrals.steps(id).stream()
                .filter(s -> s.step().equals(CONTACT))
                .map(s -> handovers.get(s.handover()))
                .filter(h -> h.state() == HandoverState.COMPLETED || h.open() && h.declinedAt() == null)
                .reduce((older, newer) -> newer)
                .map(h -> h.ownStep() ? "Arztpraxis" : officeLabel(h.requireReceiver()));
        return asked.isPresent()
                ? asked
                : Optional.ofNullable(referrals.facts(id).get(CONTINUES))
                        .flatMap(earlier -> place(ReferralId.of(earlier)));
    }

    private String officeLabel(String code) {
        return directory.office(code).map(Office::label).orElse(code);
    }

    private static void add(List<DataField> fields, Map<String, String> notes, String key, String label) {
        String value = notes.get(key);
        if (value != null && !value.isEmpty()) {
            fields.add(new DataField(CATEGORY, key, label, value));
        }
    }
}
