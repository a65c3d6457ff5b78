package org.kimlotse.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Cases;
import org.kimlotse.consent.DataCategory;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverPlan;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.OutcomeDay;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the handover of a step when its turn has come, as the rules of its kind want it. */
@Component
public class ReferralSteps {

    private static final String HANDOVER = "handover";

    /** Prefix of the fact that says which other office is competent for a step that was sent. */
    private static final String COMPETENT_NOW = "competentNow.";

    private final ReferralRecords referrals;
    private final Map<ReferralKind, ReferralRules> rules = new EnumMap<>(ReferralKind.class);
    private final Handovers handovers;
    private final HandoverManagement handing;
    private final Cases cases;
    private final Assessment assessment;
    private final Directory directory;
    private final Workflows workflows;
    private final SharedSteps shared;
    private final Actors actors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReferralSteps(
            ReferralRecords referrals,
            List<ReferralRules> rules,
            Handovers handovers,
            HandoverManagement handing,
            Cases cases,
            Assessment assessment,
            Directory directory,
            Workflows workflows,
            SharedSteps shared,
            Actors actors,
            ApplicationEventPublisher events,
            Clock clock) {
        this.referrals = referrals;
        rules.forEach(r -> this.rules.put(r.kind(), r));
        this.handovers = handovers;
        this.handing = handing;
        this.cases = cases;
        this.assessment = assessment;
        this.directory = directory;
        this.workflows = workflows;
        this.shared = shared;
        this.actors = actors;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The handover of this step whose process is to begin now; if the last attempt has ended, a new one. A step that was not
     * needed and is not needed now has nothing to begin anew.
     *
     * @throws IllegalStateException if a process runs it already: two of them would both ask the office, and one would never
     *     end
     */
    @Transactional
    public HandoverId current(ReferralId id, String step) {
        Optional<ReferralRecords.Step> last = referrals.lastStep(id, step);
        Optional<Handover> before = last.map(s -> handovers.get(s.handover()));
        if (before.filter(Handover::open).isPresent()) {
            HandoverId open = before.get().id();
            if (workflows.isRunning(HANDOVER, open.toString())) {
                throw new IllegalStateException("handover " + open + " of step " + step + " is under way");
            }
            return open;
        }
        int round = last.map(ReferralRecords.Step::round).orElse(0) + 1;
        HandoverPlan plan = plan(referrals.get(id), step, id + ":" + step + ":" + round);
        if (!plan.needed() && before.filter(ReferralSteps::leftOut).isPresent()) {
            return before.get().id();
        }
        HandoverId made = handing.prepare(plan).id();
        referrals.insertStep(id, new ReferralRecords.Step(step, round, made), clock.instant());
        return made;
    }

    /**
     * The person lives elsewhere, or what is known of them has changed: what has not been sent goes to the office that is competent
     * today. What lies with another one already, was declined there, was left to the person or chosen by hand is for somebody of
     * the team to decide, and they are told once.
     */
    @Transactional
    public void followCompetence(CaseId caseId) {
        for (Referral referral : referrals.openOf(caseId)) {
            Map<String, ReferralRecords.Step> latest = new LinkedHashMap<>();
            referrals.steps(referral.id()).forEach(step -> latest.put(step.step(), step));
            latest.values().forEach(step -> follow(referral, step, false));
        }
    }

    /** One handover is prepared anew: for who is competent today. */
    @Transactional
    public void followCompetence(HandoverId id) {
        referrals.asking(id).filter(Referral::open).ifPresent(referral -> referrals.steps(referral.id()).stream()
                .filter(step -> step.handover().equals(id))
                .forEach(step -> follow(referral, step, true)));
    }

    private void follow(Referral referral, ReferralRecords.Step step, boolean anew) {
        Handover handover = handovers.get(step.handover());
        if (!handover.open()) {
            return;
        }
        HandoverPlan plan = plan(referral, step.step(), referral.id() + ":" + step.step() + ":" + step.round());
        String office = plan.receiverOffice();
        if (!plan.needed() || office == null) {
            return;
        }
        Optional<String> told =
                Optional.ofNullable(referrals.facts(referral.id()).get(competentNow(step)));
        told.filter(former -> !former.equals(office))
                .ifPresent(former -> takeBackQuestion(referral, step, handover, former));
        Set<String> refused = handovers.refusedBefore(handover);
        if (office.equals(handover.receiverOffice()) || refused.contains(office)) {
            return;
        }
        boolean asked = told.filter(office::equals).isPresent();
        // Whom somebody chose by hand stays chosen, until they were asked and prepare it anew.
        if (handover.state() == HandoverState.PREPARED && (refused.isEmpty() || asked && anew)) {
            handing.changeReceiver(handover.id(), plan);
        } else if (!asked) {
            askWhoIsCompetent(referral, step, handover, office);
        }
    }

    private static String competentNow(ReferralRecords.Step step) {
        return COMPETENT_NOW + step.step() + "." + step.round();
    }

    private void askWhoIsCompetent(Referral referral, ReferralRecords.Step step, Handover handover, String office) {
        referrals.keep(referral.id(), competentNow(step), office, clock.instant(), actors.currentId());
        events.publishEvent(new ReferralNews(
                referral.caseId(),
                false,
                question(handover, office),
                referral.kind().confidential()));
    }

    /** The person moved on, or back, before anybody looked. */
    private void takeBackQuestion(Referral referral, ReferralRecords.Step step, Handover handover, String former) {
        referrals.keep(referral.id(), competentNow(step), "", clock.instant(), actors.currentId());
        events.publishEvent(new ReferralNewsOver(referral.caseId(), question(handover, former)));
    }

    private String question(Handover handover, String office) {
        String where =
                switch (handover.state()) {
                    case PREPARED ->
                        "„%s“ ist für %s vorbereitet, die Stelle ist von Hand gewählt; zuständig ist jetzt %s. Bitte klären Sie vor dem Vermitteln, wer es tun soll.";
                    case DECLINED ->
                        "„%s“ hat %s abgelehnt; zuständig ist jetzt %s. Bitte wählen Sie in der Aufgabe die neue Stelle, nicht noch einmal dieselbe.";
                    case SELF_SERVICE ->
                        "„%s“ erledigt die Person selbst, der Brief dazu nennt %s; zuständig ist jetzt %s. Bitte sagen Sie es der Person.";
                    default -> "„%s“ liegt bei %s; zuständig ist jetzt %s. Bitte klären Sie, wer weitermacht.";
                };
        String way = handover.state() == HandoverState.DECLINED
                ? ""
                : " Soll die neue Stelle es tun: in der Fallakte „Zurücknehmen“, dann „neu vorbereiten“";
        return where.formatted(handover.title(), officeOf(handover), label(office)) + way;
    }

    private String label(String code) {
        return directory.office(code).map(Office::label).orElse(code);
    }

    private HandoverPlan plan(Referral referral, String step, String key) {
        ReferralRules asked = rules.get(referral.kind());
        if (asked == null) {
            throw new IllegalStateException("no rules for " + referral.kind());
        }
        Decision decision = asked.decide(referral);
        return decision.findings().stream()
                .filter(f -> f.kind().equals(FindingKind.REFERRAL_STEP))
                .filter(f -> f.value("step").filter(step::equals).isPresent())
                .findFirst()
                .map(finding -> unlessAsked(referral, step, needed(referral, asked, key, finding, decision)))
                .orElseGet(() -> notNeeded(referral.caseId(), key, step, asked.purpose(), decision));
    }

    /** The change of benefit law may have asked the same office already. */
    private HandoverPlan unlessAsked(Referral referral, String step, HandoverPlan plan) {
        return shared.inTheChange(referral, step)
                .filter(h -> Objects.equals(h.receiverOffice(), plan.receiverOffice()))
                .map(h -> plan.notNeeded("Läuft als Schritt %s des Übergangs.".formatted(h.hop())))
                .orElse(plan);
    }

    /** By the plan, not by a person to whom it had come. */
    private static boolean leftOut(Handover handover) {
        return handover.state() == HandoverState.NOT_NEEDED && handover.begunAt() == null;
    }

    /** Ends the open attempt at a step that was overtaken by events; who has data is told. */
    @Transactional
    public void end(ReferralId id, String step, String why) {
        last(id, step).filter(Handover::open).ifPresent(open -> handing.endWithPlan(open.id(), why));
    }

    /** The last attempt at a step, if there was one. */
    public Optional<Handover> last(ReferralId id, String step) {
        return referrals.lastStep(id, step).map(s -> handovers.get(s.handover()));
    }

    /** All attempts at all steps, in the order in which they were made. */
    public List<Handover> of(ReferralId id) {
        return referrals.steps(id).stream()
                .map(s -> handovers.get(s.handover()))
                .toList();
    }

    private HandoverPlan needed(
            Referral referral, ReferralRules asked, String key, Finding finding, Decision decision) {
        CaseId caseId = referral.caseId();
        LocalDate today = BusinessCalendar.today(clock);
        Municipality place = place(caseId);
        OfficeKind kind = finding.value("receiverKind").map(OfficeKind::valueOf).orElseThrow();
        Optional<Office> receiver = Optional.ofNullable(asked.chosenOffice(referral, kind))
                .flatMap(directory::office)
                .or(() -> directory.competent(kind, place, today));
        boolean own = kind == OfficeKind.KIM || receiver.isEmpty();
        Office office = receiver.orElseGet(() -> directory
                .competent(OfficeKind.KIM, place, today)
                .orElseThrow(() -> new IllegalStateException("no own team for " + place)));
        // What is told late does not begin late.
        Optional<LocalDate> over = finding.date("due").filter(due -> due.isBefore(today));
        Optional<LocalDate> due =
                over.map(past -> BusinessCalendar.plusArbeitstage(today, 1)).or(() -> finding.date("due"));
        String derivation = Stream.concat(
                        finding.derivations().stream(),
                        over
                                .map(past -> "Der %s ist schon vorbei: nächster Arbeitstag"
                                        .formatted(BusinessCalendar.german(past)))
                                .stream())
                .collect(Collectors.joining("; "));
        String reason = receiver.isPresent()
                ? finding.reason()
                : finding.reason()
                        + " Im Verzeichnis steht für %s keine Stelle der Art „%s“: bitte klären."
                                .formatted(place.label(), kind.label());
        return new HandoverPlan(
                caseId,
                key,
                finding.value("step").orElseThrow(),
                finding.value("purpose").orElseThrow(),
                finding.value("title").orElseThrow(),
                reason,
                finding.value("hint").orElse(""),
                finding.legalBasis() == null ? null : finding.legalBasis().citation(),
                finding.ruleId(),
                decision.ruleSetVersion(),
                true,
                own,
                office.code(),
                due.orElse(null),
                derivation,
                finding.date("hard").orElse(null),
                own ? Set.of() : categories(finding),
                null,
                null,
                finding.value("outcomeDay").map(OutcomeDay::valueOf).orElse(OutcomeDay.EVENT));
    }

    private static Set<String> categories(Finding finding) {
        return DataCategory.parse(finding.value("dataCategories").orElse("")).stream()
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static HandoverPlan notNeeded(CaseId caseId, String key, String step, String purpose, Decision decision) {
        return new HandoverPlan(
                caseId,
                key,
                step,
                purpose,
                step,
                "Die Regeln sehen diesen Schritt hier nicht vor.",
                "",
                null,
                null,
                decision.ruleSetVersion(),
                false,
                false,
                null,
                null,
                "",
                null,
                Set.of(),
                null,
                null,
                OutcomeDay.EVENT);
    }

    /** Where the person has to live decides who is competent (§ 10a AsylbLG, § 36 Abs. 2 SGB II), else where they live. */
    private Municipality place(CaseId caseId) {
        return Optional.ofNullable(assessment.known(caseId).get(StatusFact.ASSIGNMENT_MUNICIPALITY))
                .flatMap(Municipality::find)
                .orElse(cases.get(caseId).municipality());
    }

    /** For who needs to know of it: null where the step was not needed. */
    @Nullable
    String officeOf(Handover handover) {
        String code = handover.receiverOffice();
        return code == null ? null : label(code);
    }
}
