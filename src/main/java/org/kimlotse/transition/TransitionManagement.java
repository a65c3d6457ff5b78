package org.kimlotse.transition;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.BenefitLawAssessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverAction;
import org.kimlotse.handover.HandoverEvent;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.HandoverPlan;
import org.kimlotse.handover.Handovers;
import org.kimlotse.handover.OutcomeDay;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Plans the steps of a change of benefit law, plans them anew when a fact turns out wrong, and closes them. */
@Component
public class TransitionManagement {

    private static final String NOTHING = "–";
    private static final String HELD =
            "Es steht nicht mehr fest, dass die Leistung wechselt. Bis die Aufgabe „Übergang prüfen“ erledigt ist, wird nichts gesendet.";

    private final Transitions transitions;
    private final HopPlanner planner;
    private final BenefitLawAssessment benefitLaw;
    private final Handovers handovers;
    private final HandoverManagement handing;
    private final DecisionLog decisions;
    private final Directory directory;
    private final List<StepsElsewhere> elsewhere;
    private final TransitionWorkflow workflow;
    private final Actors actors;
    private final Clock clock;

    TransitionManagement(
            Transitions transitions,
            HopPlanner planner,
            BenefitLawAssessment benefitLaw,
            Handovers handovers,
            HandoverManagement handing,
            DecisionLog decisions,
            Directory directory,
            List<StepsElsewhere> elsewhere,
            TransitionWorkflow workflow,
            Actors actors,
            Clock clock) {
        this.transitions = transitions;
        this.planner = planner;
        this.benefitLaw = benefitLaw;
        this.handovers = handovers;
        this.handing = handing;
        this.decisions = decisions;
        this.directory = directory;
        this.elsewhere = List.copyOf(elsewhere);
        this.workflow = workflow;
        this.actors = actors;
        this.clock = clock;
    }

    // ---- planning -------------------------------------------------------------------------------------------

    /**
     * Makes the handovers of the change that is expected now; a change that is open already stays as it is planned.
     *
     * @throws Refused in German, if no change of law is expected or its days are not known
     */
    @Transactional
    public BenefitTransition plan(CaseId caseId) {
        Optional<BenefitTransition> open = transitions.open(caseId);
        if (open.isPresent()) {
            return open.get();
        }
        BenefitLaw law = benefitLaw
                .current(caseId)
                .filter(HopPlanner::canPlan)
                .orElseThrow(
                        () -> new Refused(
                                "Es steht nicht fest, dass und wann die Leistung wechselt. Bitte prüfen Sie die Angaben im Assessment."));
        UUID id = UUID.randomUUID();
        HopPlanner.Plan plan = planFor(caseId, id, law, Map.of());
        BenefitTransition transition = transition(id, caseId, law, plan, decisions.store(caseId, plan.decision()));
        transitions.insert(transition);
        plan.hops()
                .forEach((hop, hopPlan) ->
                        transitions.insertHop(id, hop, handing.prepare(hopPlan).id()));
        return transition;
    }

    /**
     * What the rules say, without the steps that were done for the same change before the case was closed and reopened, and
     * without those that another way of the case does.
     */
    private HopPlanner.Plan planFor(CaseId caseId, UUID transitionId, BenefitLaw law, Map<StatusFact, String> tried) {
        HopPlanner.Plan plan = planner.plan(caseId, transitionId, law, tried);
        Map<Hop, HandoverPlan> hops = new LinkedHashMap<>(plan.hops());
        transitions
                .earlierHops(
                        caseId, transitionId, Objects.requireNonNull(law.law()), Objects.requireNonNull(law.from()))
                .forEach(step -> {
                    Handover earlier = handovers.get(step.handover());
                    HandoverPlan wanted = hops.get(step.hop());
                    if (earlier.state() == HandoverState.COMPLETED && wanted != null && wanted.needed()) {
                        hops.put(
                                step.hop(),
                                wanted.notNeeded("Schon erledigt am %s, bevor der Fall wieder geöffnet wurde."
                                        .formatted(day(earlier.outcomeOn()))));
                    }
                });
        Map<Hop, HandoverId> made = transitions.hops(transitionId);
        hops.replaceAll((hop, wanted) -> !wanted.needed() || begun(made.get(hop))
                ? wanted
                : doneElsewhere(caseId, hop, Objects.requireNonNull(wanted.receiverOffice()))
                        .map(wanted::notNeeded)
                        .orElse(wanted));
        return new HopPlanner.Plan(plan.decision(), hops, plan.closeDue());
    }

    /** Whoever has begun a step ends it. */
    private boolean begun(@Nullable HandoverId id) {
        return id != null && handovers.get(id).begunAt() != null;
    }

    private Optional<String> doneElsewhere(CaseId caseId, Hop hop, String office) {
        return elsewhere.stream()
                .flatMap(way -> way.because(caseId, hop, office).stream())
                .findFirst();
    }

    /** Another way of the case has begun: what it does and the change has not begun, the change leaves to it. */
    @Transactional
    public void leaveToOthers(CaseId caseId) {
        transitions
                .open(caseId)
                .ifPresent(transition -> transitions.hops(transition.id()).forEach((hop, id) -> {
                    Handover handover = handovers.get(id);
                    if (handover.state() == HandoverState.PREPARED && !begun(id)) {
                        doneElsewhere(caseId, hop, handover.requireReceiver())
                                .ifPresent(why -> handing.leaveToAnother(id, why));
                    }
                }));
    }

    private BenefitTransition transition(
            UUID id, CaseId caseId, BenefitLaw law, HopPlanner.Plan plan, UUID decisionId) {
        return new BenefitTransition(
                id,
                caseId,
                Objects.requireNonNull(law.law()),
                Objects.requireNonNull(law.trigger()),
                Objects.requireNonNull(law.until()),
                Objects.requireNonNull(law.from()),
                plan.closeDue(),
                decisionId,
                clock.instant(),
                null,
                null,
                null);
    }

    /** What the rules say now of the steps of such a change, those that are needed; empty if it cannot be planned. Saves nothing. */
    @Transactional(readOnly = true)
    public List<Finding> expectedSteps(CaseId caseId, BenefitLaw law) {
        return HopPlanner.canPlan(law)
                ? planner.plan(caseId, UUID.randomUUID(), law, Map.of())
                        .decision()
                        .ofKind(FindingKind.HOP)
                        .toList()
                : List.of();
    }

    /** The handover of a step; always the same for a change. */
    public HandoverId handoverId(CaseId caseId, Hop hop) {
        BenefitTransition transition = transitions
                .ofCase(caseId)
                .orElseThrow(() -> new IllegalStateException("no change of benefit law in case " + caseId));
        HandoverId id = transitions.hops(transition.id()).get(hop);
        if (id == null) {
            throw new IllegalStateException("no step " + hop + " in case " + caseId);
        }
        return id;
    }

    // ---- planning anew --------------------------------------------------------------------------------------

    /**
     * What another expectation of the benefit law, or another fact, would change about the steps; saves nothing.
     *
     * @param tried facts as they would be; empty: as they stand
     */
    @Transactional(readOnly = true)
    public List<HopDifference> previewReplan(CaseId caseId, BenefitLaw after, Map<StatusFact, String> tried) {
        Optional<BenefitTransition> open = transitions.open(caseId);
        if (open.isEmpty()) {
            return List.of();
        }
        if (arrived(open.get(), after)) {
            return List.of();
        }
        if (!HopPlanner.canPlan(after)) {
            return noLongerNeeded(open.get());
        }
        return differences(open.get(), planFor(caseId, open.get().id(), after, tried));
    }

    /**
     * Plans anew: moves the deadlines of open steps, prepares what is needed after all, and lists what a person has to
     * decide. A plan that says the same changes nothing.
     */
    @Transactional
    public List<HopDifference> replan(CaseId caseId, BenefitLaw after) {
        Optional<BenefitTransition> open = transitions.open(caseId);
        if (open.isEmpty()) {
            return List.of();
        }
        BenefitTransition transition = open.get();
        if (arrived(transition, after)) {
            return List.of();
        }
        if (!HopPlanner.canPlan(after)) {
            List<HopDifference> fallenAway = noLongerNeeded(transition);
            if (!decidedAlready(transition, Set.of(situation(after)))) {
                transitions.hold(transition.id(), clock.instant());
                holdSteps(transition);
                askForReview(transition);
            }
            return fallenAway;
        }
        HopPlanner.Plan plan = planFor(caseId, transition.id(), after, Map.of());
        List<HopDifference> differences = differences(transition, plan);
        if (differences.isEmpty() && transition.plannedFor(after)) {
            return differences;
        }
        UUID decision = decisions.store(caseId, plan.decision());
        transitions.replanned(
                transition.id(), transition(transition.id(), caseId, after, plan, decision), clock.instant());
        Set<Hop> passed = passed(transition);
        Set<Hop> neededAfterAll = EnumSet.noneOf(Hop.class);
        transitions.hops(transition.id()).forEach((hop, id) -> {
            HandoverPlan wanted = plan.hops().get(hop);
            Handover handover = handovers.get(id);
            if (wanted != null && wanted.needed() && handover.open()) {
                apply(handover, wanted);
            } else if (wanted != null && wanted.needed() && leftOutByPlan(handover)) {
                handing.neededAfterAll(id, wanted);
                neededAfterAll.add(hop);
            }
        });
        beginAgain(transition, neededAfterAll, passed);
        if (transition.held()) {
            holdSteps(transition);
        }
        Set<String> questions = undecided(differences);
        if (!questions.isEmpty() && !decidedAlready(transition, questions)) {
            askForReview(transition);
        }
        return differences;
    }

    /** The new benefit has been decided and is paid now: nothing is expected any more, and what is left of the plan goes on. */
    private boolean arrived(BenefitTransition transition, BenefitLaw after) {
        return !after.changes()
                && after.law() == transition.newLaw()
                && transitions.hops(transition.id()).values().stream()
                        .map(handovers::get)
                        .anyMatch(h ->
                                h.outcomeDay() == OutcomeDay.BENEFIT_BEGINS && h.state() == HandoverState.COMPLETED);
    }

    /** The same expectation, but other circumstances: another municipality, another competent office. */
    @Transactional
    public List<HopDifference> replanForToday(CaseId caseId) {
        return benefitLaw
                .current(caseId)
                .filter(law -> transitions.open(caseId).isPresent())
                .map(law -> replan(caseId, law))
                .orElse(List.of());
    }

    /** What the plan says otherwise today and Lotse does not change by itself; empty without an open change. */
    @Transactional(readOnly = true)
    public List<HopDifference> openQuestions(CaseId caseId) {
        return benefitLaw.current(caseId).map(law -> previewReplan(caseId, law, Map.of())).orElse(List.of()).stream()
                .filter(difference -> !difference.applied())
                .toList();
    }

    /** Not needed because the plan said so or another way did it, not because a person said so. */
    private boolean leftOutByPlan(Handover handover) {
        return leftOut(handover)
                .filter(event -> event.version() == 0 || event.action() == HandoverAction.LEFT_TO_ANOTHER)
                .isPresent();
    }

    private Optional<HandoverEvent> leftOut(Handover handover) {
        return Stream.of(HandoverAction.NOT_NEEDED, HandoverAction.LEFT_TO_ANOTHER)
                .flatMap(action -> handovers.lastEvent(handover.id(), action).stream())
                .filter(event -> handover.state() == HandoverState.NOT_NEEDED)
                .max(Comparator.comparingInt(HandoverEvent::version));
    }

    /** The steps the process has passed: their own process has ended, and that of every step they build on. */
    private Set<Hop> passed(BenefitTransition transition) {
        Map<Hop, HandoverId> all = transitions.hops(transition.id());
        Set<Hop> passed = EnumSet.noneOf(Hop.class);
        passed.addAll(transitions.again(transition.id()));
        // H6 builds on H2, which comes before it in the order of the steps.
        all.forEach((hop, id) -> {
            Hop before = hop.buildsOn();
            if ((before == null || passed.contains(before)) && !workflow.underWay(id)) {
                passed.add(hop);
            }
        });
        return passed;
    }

    /** The process begins by itself what it has not passed; what builds on an open step waits for it. */
    private void beginAgain(BenefitTransition transition, Set<Hop> steps, Set<Hop> passed) {
        Map<Hop, HandoverId> all = transitions.hops(transition.id());
        steps.stream().filter(passed::contains).forEach(hop -> {
            transitions.runAgain(transition.id(), hop);
            Hop before = hop.buildsOn();
            if (before == null
                    || !handovers.get(Objects.requireNonNull(all.get(before))).open()) {
                workflow.stepAgain(transition.caseId(), Objects.requireNonNull(all.get(hop)));
            }
        });
    }

    /** A step is dropped: those that build on it and have not begun are not needed, for the same reason. */
    @Transactional
    public void dropped(CaseId caseId, HandoverId id, String reason) {
        transitions.open(caseId).ifPresent(transition -> {
            Map<Hop, HandoverId> all = transitions.hops(transition.id());
            all.entrySet().stream()
                    .filter(step -> step.getValue().equals(id))
                    .flatMap(step -> step.getKey().dependents().stream())
                    .forEach(next -> {
                        Handover before = handovers.get(id);
                        Handover handover = handovers.get(Objects.requireNonNull(all.get(next)));
                        if (handover.state() == HandoverState.PREPARED && handover.begunAt() == null) {
                            handing.notNeeded(
                                    handover.id(),
                                    "%s „%s“ entfällt: %s".formatted(before.hop(), before.title(), reason));
                            dropped(caseId, handover.id(), reason);
                        }
                    });
        });
    }

    /** Why a step was dropped, or empty text. */
    String droppedBecause(Handover handover) {
        return handovers
                .lastEvent(handover.id(), HandoverAction.DROPPED)
                .filter(event -> handover.state() == HandoverState.WITHDRAWN)
                .map(HandoverEvent::note)
                .orElse("");
    }

    /** Why a step is not needed, or empty text. */
    String leftOutBecause(Handover handover) {
        return leftOut(handover).map(HandoverEvent::note).orElse("");
    }

    /** A step that was run beside the process has ended: the turn of those that build on it and wait has come. */
    @Transactional
    public void ended(CaseId caseId, HandoverId id) {
        transitions.open(caseId).ifPresent(transition -> {
            Set<Hop> again = transitions.again(transition.id());
            Map<Hop, HandoverId> all = transitions.hops(transition.id());
            all.entrySet().stream()
                    .filter(step -> step.getValue().equals(id) && again.contains(step.getKey()))
                    .flatMap(step -> Arrays.stream(Hop.values())
                            .filter(hop -> hop.buildsOn() == step.getKey() && again.contains(hop)))
                    .map(hop -> handovers.get(Objects.requireNonNull(all.get(hop))))
                    .filter(next -> next.open() && next.begunAt() == null && !workflow.underWay(next.id()))
                    .forEach(next -> workflow.stepAgain(caseId, next.id()));
        });
    }

    // ---- what a person has to decide ------------------------------------------------------------------------

    private void holdSteps(BenefitTransition transition) {
        transitions.hops(transition.id()).values().forEach(id -> handing.hold(id, HELD));
    }

    private void askForReview(BenefitTransition transition) {
        if (transitions.askForReview(transition.id(), clock.instant())) {
            workflow.review(transition.caseId());
        }
    }

    private boolean decidedAlready(BenefitTransition transition, Set<String> questions) {
        return transitions
                .lastReview(transition.id())
                .filter(review -> Set.of(review.situation().split("\n")).containsAll(questions))
                .isPresent();
    }

    private static Set<String> undecided(List<HopDifference> differences) {
        return differences.stream()
                .filter(difference -> !difference.applied())
                .map(HopDifference::sentence)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The law as it stands, in one line. */
    private static String situation(BenefitLaw law) {
        return law.sentence().replace('\n', ' ');
    }

    /**
     * What is in question now.
     *
     * @param held nothing is sent until somebody decided
     * @param lines German, one for each thing that does not fit
     */
    public record Question(boolean held, boolean lawChanges, String law, List<String> lines) {}

    /** What the open review is about; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<Question> question(CaseId caseId) {
        return transitions.open(caseId).filter(BenefitTransition::underReview).map(transition -> {
            Optional<BenefitLaw> law = benefitLaw.current(caseId);
            boolean changes = law.filter(HopPlanner::canPlan).isPresent();
            List<String> lines = changes
                    ? List.copyOf(undecided(previewReplan(caseId, law.orElseThrow(), Map.of())))
                    : law.map(TransitionManagement::situation).stream().toList();
            return new Question(
                    transition.held(), changes, law.map(BenefitLaw::sentence).orElse(""), lines);
        });
    }

    /**
     * A person has looked: the change goes on, or it is given up. What is given up is ended by the process, see {@link
     * #stop}.
     *
     * @throws Refused in German, if somebody else was faster
     */
    @Transactional
    public void review(CaseId caseId, boolean goesOn, String note) {
        BenefitTransition transition =
                transitions.open(caseId).orElseThrow(() -> new Refused("Der Übergang ist schon abgeschlossen."));
        String situation = question(caseId)
                .map(question -> String.join("\n", question.lines()))
                .orElse("");
        if (!transitions.reviewed(transition.id(), situation, goesOn, note, clock.instant(), actors.currentId())) {
            throw new Refused("Der Übergang wurde gerade von jemand anderem geprüft.");
        }
        if (goesOn) {
            transitions.hops(transition.id()).values().forEach(handing::resume);
            replanForToday(caseId);
        }
    }

    /** The change is given up: what is open is taken back, who has data is told, what was done stays done. */
    @Transactional
    public void stop(CaseId caseId) {
        transitions.open(caseId).ifPresent(transition -> {
            String why = transitions
                    .lastReview(transition.id())
                    .map(Transitions.Review::note)
                    .orElse("Übergang beendet");
            transitions.hops(transition.id()).values().forEach(id -> handing.endWithPlan(id, why));
            transitions.close(transition.id(), clock.instant(), actors.currentId(), why);
        });
    }

    private void apply(Handover handover, HandoverPlan wanted) {
        String receiver = wanted.receiverOffice();
        if (handover.state() == HandoverState.PREPARED
                && receiver != null
                && handovers.refusedBefore(handover).isEmpty()
                && !(receiver.equals(handover.receiverOffice())
                        && Objects.equals(wanted.ruleId(), handover.ruleId()))) {
            handing.changeReceiver(handover.id(), wanted);
        }
        // What a pause of the case moved stays moved.
        LocalDate due = handing.afterPauses(handover, wanted.dueOn(), wanted.hardOn());
        if (!Objects.equals(handover.dueOn(), due)
                || !Objects.equals(handover.hardOn(), wanted.hardOn())
                || !Objects.equals(handover.oldLawUntil(), wanted.oldLawUntil())) {
            handing.changeDeadline(handover.id(), due, wanted.dueReason(), wanted.hardOn(), wanted.oldLawUntil());
        }
    }

    private List<HopDifference> differences(BenefitTransition transition, HopPlanner.Plan plan) {
        List<HopDifference> differences = new ArrayList<>();
        transitions.hops(transition.id()).forEach((hop, id) -> {
            HandoverPlan wanted = plan.hops().get(hop);
            Handover handover = handovers.get(id);
            if (wanted == null) {
                return;
            }
            if (!wanted.needed()) {
                if (handover.open()) {
                    differences.add(
                            new HopDifference(hop.name(), "Schritt", handover.stateLabel(), "nicht mehr nötig", false));
                }
                return;
            }
            if (leftOutByPlan(handover)) {
                differences.add(new HopDifference(
                        hop.name(),
                        "„%s“".formatted(wanted.title()),
                        "nicht nötig",
                        "nötig" + (wanted.dueOn() == null ? "" : ", Frist " + day(wanted.dueOn())),
                        true));
                return;
            }
            if (!handover.open()) {
                return;
            }
            compare(
                    differences,
                    hop,
                    "Frist",
                    handover.dueOn(),
                    handing.afterPauses(handover, wanted.dueOn(), wanted.hardOn()));
            compare(differences, hop, "Letzter Tag ohne Verlust", handover.hardOn(), wanted.hardOn());
            String receiver = wanted.receiverOffice();
            // Whom somebody chose by hand stays chosen; that the plan still names the office that refused is no news.
            Set<String> refused = handovers.refusedBefore(handover);
            if (receiver != null && !receiver.equals(handover.receiverOffice()) && !refused.contains(receiver)) {
                differences.add(new HopDifference(
                        hop.name(),
                        "Stelle",
                        label(handover.receiverOffice()),
                        label(receiver),
                        handover.state() == HandoverState.PREPARED && refused.isEmpty()));
            }
        });
        return differences;
    }

    private static void compare(
            List<HopDifference> differences, Hop hop, String what, @Nullable LocalDate old, @Nullable LocalDate now) {
        if (!Objects.equals(old, now)) {
            differences.add(new HopDifference(hop.name(), what, day(old), day(now), true));
        }
    }

    private List<HopDifference> noLongerNeeded(BenefitTransition transition) {
        return transitions.hops(transition.id()).entrySet().stream()
                .filter(hop -> handovers.get(hop.getValue()).open())
                .map(hop -> new HopDifference(
                        hop.getKey().name(),
                        "Schritt",
                        handovers.get(hop.getValue()).stateLabel(),
                        "nicht mehr nötig: es wechselt voraussichtlich keine Leistung",
                        false))
                .toList();
    }

    // ---- closing --------------------------------------------------------------------------------------------

    /** The steps of the open (or last) change, with their handovers. */
    public Map<Hop, Handover> steps(CaseId caseId) {
        Map<Hop, Handover> steps = new LinkedHashMap<>();
        transitions
                .ofCase(caseId)
                .ifPresent(t -> transitions.hops(t.id()).forEach((hop, id) -> steps.put(hop, handovers.get(id))));
        return steps;
    }

    /** Whether a step needs a reason before the change can be closed. */
    static boolean needsWaiver(Handover handover) {
        return handover.state() != HandoverState.COMPLETED && handover.state() != HandoverState.NOT_NEEDED;
    }

    /**
     * Every step is done, was not needed, or has a reason why that is in order.
     *
     * @param waivers reason by step
     * @throws Refused in German
     */
    @Transactional
    public void close(CaseId caseId, Map<Hop, String> waivers, @Nullable String note) {
        BenefitTransition transition =
                transitions.open(caseId).orElseThrow(() -> new Refused("Der Übergang ist schon abgeschlossen."));
        if (transition.underReview()) {
            throw new Refused("Bitte erledigen Sie zuerst die Aufgabe „Übergang prüfen“.");
        }
        Map<Hop, Handover> steps = steps(caseId);
        List<String> open = steps.entrySet().stream()
                .filter(step -> step.getValue().open())
                .map(step -> step.getKey().name())
                .toList();
        if (!open.isEmpty()) {
            throw new Refused(
                    "Noch offen: %s. Bitte beenden Sie diese Schritte zuerst.".formatted(String.join(", ", open)));
        }
        List<String> missing = steps.entrySet().stream()
                .filter(step -> needsWaiver(step.getValue()) && !waivers.containsKey(step.getKey()))
                .map(step -> step.getKey().name())
                .toList();
        if (!missing.isEmpty()) {
            throw new Refused(List.of(new Refused.Problem(
                    "hopWaivers", "Eine Begründung fehlt für: " + String.join(", ", missing) + ".")));
        }
        Instant now = clock.instant();
        waivers.forEach((hop, reason) -> transitions.waive(transition.id(), hop, reason, now, actors.currentId()));
        if (!transitions.close(transition.id(), now, actors.currentId(), note)) {
            throw new Refused("Der Übergang wurde gerade von jemand anderem abgeschlossen.");
        }
    }

    /** The case is closed: the change ends with it; its handovers end by themselves. */
    @Transactional
    public void endWithCase(CaseId caseId) {
        transitions
                .open(caseId)
                .ifPresent(t -> transitions.close(t.id(), clock.instant(), actors.currentId(), "Fall abgeschlossen"));
    }

    private String label(@Nullable String office) {
        return office == null
                ? NOTHING
                : directory.office(office).map(Office::label).orElse(office);
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? NOTHING : BusinessCalendar.german(day);
    }
}
