package org.kimlotse.handover;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.handover.facts.HandoverPause;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be done with a handover. Every method is one transaction: the conditional change of the row, its line in the
 * audit trail, the letter, the clock. Whoever comes second is told who did what and when ({@link Refused}).
 */
@Component
public class HandoverManagement {

    private static final Set<HandoverState> AWAITING =
            EnumSet.of(HandoverState.SENT, HandoverState.ACKNOWLEDGED, HandoverState.QUERIED);

    private final Handovers handovers;
    private final HandoverClock clockwork;
    private final TransferConsents consents;
    private final DataPackages packages;
    private final Directory directory;
    private final Outbox outbox;
    private final HandoverLetters letters;
    private final HandoverLetterBook book;
    private final HandoverWorkflow workflow;
    private final HandoverLadder ladder;
    private final SystemIncidents incidents;
    private final CaseAccess access;
    private final Standstills standstills;
    private final Actors actors;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final int postWithin;

    HandoverManagement(
            Handovers handovers,
            HandoverClock clockwork,
            TransferConsents consents,
            DataPackages packages,
            Directory directory,
            Outbox outbox,
            HandoverLetters letters,
            HandoverLetterBook book,
            HandoverWorkflow workflow,
            HandoverLadder ladder,
            SystemIncidents incidents,
            CaseAccess access,
            Standstills standstills,
            Actors actors,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${lotse.letter.post-within-working-days:3}") int postWithin) {
        this.postWithin = postWithin;
        this.handovers = handovers;
        this.clockwork = clockwork;
        this.consents = consents;
        this.packages = packages;
        this.directory = directory;
        this.outbox = outbox;
        this.letters = letters;
        this.book = book;
        this.workflow = workflow;
        this.ladder = ladder;
        this.incidents = incidents;
        this.access = access;
        this.standstills = standstills;
        this.actors = actors;
        this.events = events;
        this.clock = clock;
    }

    // ---- making ---------------------------------------------------------------------------------------------

    /** Makes a handover, or returns the one that was made under the same key. */
    @Transactional
    public Handover prepare(HandoverPlan plan) {
        return handovers.byKey(plan.idempotencyKey()).orElseGet(() -> make(plan));
    }

    private Handover make(HandoverPlan plan) {
        if (plan.receiverOffice() != null) {
            directory.require(plan.receiverOffice());
        }
        Owner owner = Owner.caseManagementOf(plan.caseId());
        HandoverId id = HandoverId.random();
        HandoverState state = plan.needed() ? HandoverState.PREPARED : HandoverState.NOT_NEEDED;
        Instant now = clock.instant();
        handovers.insert(plan, id, owner, state, now, actors.currentId());
        handovers.append(
                new HandoverEvent(
                        id,
                        0,
                        plan.needed() ? HandoverAction.PREPARED : HandoverAction.NOT_NEEDED,
                        null,
                        state,
                        null,
                        owner,
                        plan.receiverOffice(),
                        plan.ruleId(),
                        plan.needed() ? null : plan.reason(),
                        null,
                        null,
                        now,
                        actors.currentId()),
                plan.purpose().equals(Handover.CONFIDENTIAL_PURPOSE));
        Handover made = handovers.get(id);
        return made;
    }

    /** Its turn has come: from now on the clock watches it. Doing so twice changes nothing. */
    @Transactional
    public Handover begin(HandoverId id) {
        Handover seen = handovers.get(id);
        if (seen.begunAt() != null || seen.state() != HandoverState.PREPARED) {
            return seen;
        }
        return step(
                seen,
                EnumSet.of(HandoverState.PREPARED),
                Transition.to(HandoverState.PREPARED, HandoverAction.BEGUN).set("begun_at", clock.instant()));
    }

    /**
     * A step the plan left out is needed after all: the same row and trail, a new attempt. Its turn comes when its process
     * begins it.
     */
    @Transactional
    public Handover neededAfterAll(HandoverId id, HandoverPlan wanted) {
        Office receiver = directory.require(Objects.requireNonNull(wanted.receiverOffice()));
        Handover seen = handovers.get(id);
        return step(
                seen,
                EnumSet.of(HandoverState.NOT_NEEDED),
                asPlanned(anew(seen, HandoverAction.PREPARED_AGAIN), receiver, wanted)
                        .set("due_on", wanted.dueOn())
                        .set("due_reason", wanted.dueReason())
                        .set("hard_on", wanted.hardOn())
                        .set("old_law_until", wanted.oldLawUntil())
                        .code(wanted.ruleId() == null ? "" : wanted.ruleId()));
    }

    /** To whom, what, why and by which rule; another law has another office and another paragraph. */
    private static Transition asPlanned(Transition step, Office receiver, HandoverPlan wanted) {
        return step.set("receiver_office", receiver.code())
                .set("own_step", wanted.ownStep())
                .set("title", wanted.title())
                .set("purpose", wanted.purpose())
                .set("reason", wanted.reason())
                .set("legal_basis", wanted.legalBasis())
                .set("rule_id", wanted.ruleId())
                .set("rule_set_version", wanted.ruleSetVersion())
                .set("data_categories", String.join(",", new TreeSet<>(wanted.dataCategories())));
    }

    /** Back to the beginning: nothing of the attempt before counts for the new one. */
    private static Transition anew(Handover seen, HandoverAction action) {
        return Transition.to(HandoverState.PREPARED, action)
                .owner(Owner.caseManagementOf(seen.caseId()))
                .set("attempt", seen.attempt() + 1)
                .set("begun_at", null)
                .set("closed_at", null)
                .set("send_note", null)
                .set("sent_at", null)
                .set("waiting_letter", null)
                .set("reached_on", null)
                .set("answer_reached_on", null)
                .set("told_on", null)
                .set("transfer_ground", null)
                .set("acknowledged_at", null)
                .set("accepted_at", null)
                .set("declined_at", null)
                .set("decline_reason", null)
                .set("outcome", null)
                .set("outcome_on", null);
    }

    // ---- sending --------------------------------------------------------------------------------------------

    /** What a sending would rest on now. */
    public Sendable sendable(HandoverId id) {
        return sendable(handovers.get(id), false);
    }

    /** The fields a sending would share now; after a sending, those that were shared. */
    public List<DataField> dataPackage(Handover handover) {
        List<DataField> shared = handover.transferGround() == null ? List.of() : handovers.shared(handover.id());
        return shared.isEmpty() && handover.state() == HandoverState.PREPARED ? preview(handover) : shared;
    }

    private List<DataField> preview(Handover handover) {
        List<DataField> fields = new ArrayList<>(packages.fields(handover));
        String note = handover.sendNote();
        if (note != null && !note.isBlank()) {
            fields.add(new DataField(DataField.NOTE, "sendNote", "Hinweis des Fallmanagements", note));
        }
        return fields;
    }

    /**
     * Somebody decided how it goes out; the sending itself follows in a step of its own.
     *
     * @param noteForTheOffice goes out with the package; null if there is none
     */
    @Transactional
    public Handover release(HandoverId id, SendDecision decision, @Nullable String noteForTheOffice) {
        Handover seen = handovers.get(id);
        refuseIfHeld(seen);
        return step(
                seen,
                EnumSet.of(HandoverState.PREPARED),
                Transition.to(HandoverState.PREPARED, HandoverAction.RELEASED)
                        .set("send_note", noteForTheOffice)
                        .code(decision));
    }

    /**
     * Releases the data package to the receiver: consents locked, letter in the outbox, state changed, all or nothing.
     *
     * @throws ConsentMissing if a consent is missing and no law is named
     */
    @Transactional(noRollbackFor = ConsentMissing.class)
    public Handover send(HandoverId id) {
        Handover seen = handovers.get(id);
        Sendable ground = sendable(seen, true);
        if (!ground.allowed()) {
            throw new ConsentMissing(ground.explanation());
        }
        List<DataField> fields = preview(seen);
        Letter letter = book.write(seen, letters.sent(seen, receiver(seen), ground.basis()));
        Handover sent = step(
                seen,
                EnumSet.of(HandoverState.PREPARED),
                Transition.to(HandoverState.SENT, HandoverAction.SENT)
                        .set("sent_at", clock.instant())
                        .set("transfer_ground", ground.ground())
                        .set("waiting_letter", waiting(letter))
                        .set("reached_on", null)
                        .code(ground.ground()));
        handovers.keepSharing(sent, fields, ground.consents());
        return sent;
    }

    /** What the office waits for is on paper: the letter that has to be posted first. */
    private static @Nullable UUID waiting(Letter letter) {
        return letter.state() == Letter.State.READY_TO_PRINT ? letter.id() : null;
    }

    /**
     * A letter about the handover left the house. If it is what the office was waiting for, the office's clock runs from that
     * day on.
     */
    @Transactional
    public void posted(HandoverId id, Letter letter, LocalDate on) {
        Handover seen = handovers.get(id);
        Transition step = Transition.to(seen.state(), HandoverAction.POSTED)
                .code(letter.templateKey())
                .note("%s, am %s".formatted(letter.subject(), BusinessCalendar.german(on)));
        boolean awaited = letter.id().equals(seen.waitingLetter());
        LocalDate told = seen.toldOn();
        if (told != null && on.isAfter(told) && letter.templateKey().equals(HandoverLetters.DEADLINE_CHANGED)) {
            step.set("told_on", on);
        }
        if (awaited) {
            step.set("waiting_letter", null)
                    .set(seen.state() == HandoverState.SENT ? "reached_on" : "answer_reached_on", on);
            if (seen.missedKind() == MissedKind.NOT_POSTED) {
                step.set("missed_kind", null)
                        .set("missed_on", null)
                        .set("ladder_level", 0)
                        .set("ladder_since", null);
            }
        }
        Handover posted = step(seen, EnumSet.of(seen.state()), step);
        if (awaited) {
            workflow.deadlineChanged(posted);
        }
    }

    /** @throws Refused in German, while a person has to decide or the case stands still */
    private void refuseIfHeld(Handover handover) {
        String why = standstills.reason(handover);
        if (why != null) {
            throw new Refused(why);
        }
    }

    private Sendable sendable(Handover handover, boolean lock) {
        String why = standstills.reason(handover);
        return why == null ? ground(handover, lock) : Sendable.no(why);
    }

    private Sendable ground(Handover handover, boolean lock) {
        if (handover.heldReason() != null) {
            return Sendable.no(handover.heldReason());
        }
        String office = handover.requireReceiver();
        if (handover.ownStep()) {
            return Sendable.no("Dieser Schritt wird an niemanden weitergegeben; Sie erledigen ihn selbst.");
        }
        String law = handover.transferBasis();
        if (law != null && !handover.dataCategories().contains("HEALTH")) {
            return Sendable.byLaw(law);
        }
        TransferConsents.Grants grants = lock
                ? consents.lock(handover.caseId(), office, handover.purpose(), handover.dataCategories())
                : consents.check(handover.caseId(), office, handover.purpose(), handover.dataCategories());
        return grants.allowed()
                ? Sendable.byConsent(grants.consents(), grants.basis(), grants.explanation())
                : Sendable.no(grants.explanation());
    }

    /** Nothing is transferred: the person gets a letter with the deadlines, and an outcome is still awaited. */
    @Transactional
    public Handover handToPerson(HandoverId id) {
        Handover handed = step(
                handovers.get(id),
                EnumSet.of(HandoverState.PREPARED),
                Transition.to(HandoverState.SELF_SERVICE, HandoverAction.HANDED_TO_PERSON));
        if (!handed.ownStep()) {
            book.write(handed, letters.selfService(handed, receiver(handed)));
        }
        return handed;
    }

    @Transactional
    public Handover notNeeded(HandoverId id, String reason) {
        return notNeeded(id, HandoverAction.NOT_NEEDED, reason);
    }

    /** Another way of the case does the same; if that comes to nothing, it is needed after all. */
    @Transactional
    public Handover leaveToAnother(HandoverId id, String reason) {
        return notNeeded(id, HandoverAction.LEFT_TO_ANOTHER, reason);
    }

    private Handover notNeeded(HandoverId id, HandoverAction action, String reason) {
        return step(
                handovers.get(id),
                EnumSet.of(HandoverState.PREPARED),
                Transition.to(HandoverState.NOT_NEEDED, action).note(reason));
    }

    // ---- answers --------------------------------------------------------------------------------------------

    /**
     * The office answers, or said so on the telephone. It is accountable from the moment it accepts, and no longer when it
     * declines.
     */
    @Transactional
    public Handover answer(HandoverId id, Answer answer) {
        Handover seen = handovers.get(id);
        Instant now = clock.instant();
        Transition step =
                switch (answer.kind()) {
                    case ACKNOWLEDGED ->
                        Transition.to(HandoverState.ACKNOWLEDGED, HandoverAction.ACKNOWLEDGED)
                                .set("acknowledged_at", now);
                    case ACCEPTED ->
                        Transition.to(HandoverState.ACCEPTED, HandoverAction.ACCEPTED)
                                .owner(Owner.office(seen.requireReceiver()))
                                .set("acknowledged_at", seen.acknowledgedAt() == null ? now : seen.acknowledgedAt())
                                .set("accepted_at", now);
                    case DECLINED ->
                        Transition.to(HandoverState.DECLINED, HandoverAction.DECLINED)
                                .set("declined_at", now)
                                .set("decline_reason", answer.reason())
                                .code(answer.reason());
                    case QUERIED ->
                        Transition.to(HandoverState.QUERIED, HandoverAction.QUERIED)
                                .set("acknowledged_at", seen.acknowledgedAt() == null ? now : seen.acknowledgedAt());
                };
        // A second "received" or a second question adds nothing: whoever sends it sees what the first one did.
        Set<HandoverState> from = EnumSet.copyOf(AWAITING);
        if (answer.kind() == Answer.Kind.ACKNOWLEDGED) {
            from.remove(HandoverState.ACKNOWLEDGED);
            from.remove(HandoverState.QUERIED);
        } else if (answer.kind() == Answer.Kind.QUERIED) {
            from.remove(HandoverState.QUERIED);
        }
        if (seen.awaitsPost()) {
            // Whoever answers has it, however it got there.
            Confirmation said = answer.byPhone();
            step.set("waiting_letter", null)
                    .set(
                            seen.state() == HandoverState.SENT ? "reached_on" : "answer_reached_on",
                            said == null ? BusinessCalendar.today(clock) : said.on());
        }
        Handover answered = step(seen, from, step.note(answer.text()).confirmed(answer.byPhone()));
        if (answered.state() == HandoverState.DECLINED) {
            // What it has not got yet it has no need to get any more.
            outbox.cancelUnposted(id.toString(), Set.of());
            book.replaceCorrections(answered);
        }
        return answered;
    }

    /** The same, told by the office outside a task; the process follows. */
    @Transactional
    public Handover answerFromOutside(HandoverId id, Answer answer) {
        Handover answered = answer(id, answer);
        workflow.answered(id, answer.kind());
        return answered;
    }

    @Transactional
    public Handover answerQuery(HandoverId id, String text) {
        Handover seen = handovers.get(id);
        refuseIfHeld(seen);
        Letter letter = book.write(seen, letters.queryAnswered(seen, receiver(seen)));
        return step(
                seen,
                EnumSet.of(HandoverState.QUERIED),
                Transition.to(HandoverState.ACKNOWLEDGED, HandoverAction.QUERY_ANSWERED)
                        .set("waiting_letter", waiting(letter))
                        .set("answer_reached_on", null)
                        .note(text));
    }

    // ---- holding --------------------------------------------------------------------------------------------

    /** Nothing goes out until a person has decided; what an office has stays with it. Doing so twice changes nothing. */
    @Transactional
    public void hold(HandoverId id, String reason) {
        Handover seen = handovers.get(id);
        if (seen.heldReason() == null
                && (seen.state() == HandoverState.PREPARED || seen.state() == HandoverState.DECLINED)) {
            step(
                    seen,
                    EnumSet.of(seen.state()),
                    Transition.to(seen.state(), HandoverAction.HELD)
                            .set("held_reason", reason)
                            .note(reason));
        }
    }

    @Transactional
    public void resume(HandoverId id) {
        Handover seen = handovers.get(id);
        if (seen.heldReason() != null && seen.open()) {
            step(
                    seen,
                    EnumSet.of(seen.state()),
                    Transition.to(seen.state(), HandoverAction.RESUMED).set("held_reason", null));
        }
    }

    /**
     * The case stood still and goes on. What was to be sent meanwhile is to be sent as many days later, but not after the last
     * day without loss, which nobody can move; for the rest the rules know of the pause. An office whose day has moved is told
     * the new one, not why.
     */
    @Transactional
    public void goOn(CaseId caseId, HandoverPause pause) {
        for (Handover seen : handovers.openOf(caseId)) {
            LocalDate due = afterPause(pause, seen.dueOn(), seen.hardOn());
            Handover going = seen;
            if (!Objects.equals(due, seen.dueOn())) {
                going = step(
                        seen,
                        HandoverState.OPEN,
                        Transition.to(seen.state(), HandoverAction.DEADLINE_CHANGED)
                                .set("due_on", due)
                                .note("%s → %s, weil der Fall angehalten war".formatted(day(seen.dueOn()), day(due))));
            } else {
                clockwork.wind(seen);
            }
            if (going.begunAt() != null && !going.missed()) {
                workflow.deadlineChanged(handovers.get(going.id()));
            }
            tellMoved(seen, going, pause);
        }
    }

    private void tellMoved(Handover before, Handover after, HandoverPause pause) {
        HandoverClock.Term now = owedByOffice(after, null);
        HandoverClock.Term was = now == null ? null : owedByOffice(after, pause);
        if (now != null && was != null && !now.day().equals(was.day())) {
            book.write(after, letters.deadlineChanged(after, receiver(after), before.dueOn(), now, was.day()));
        }
    }

    private static @Nullable LocalDate afterPause(
            HandoverPause pause, @Nullable LocalDate due, @Nullable LocalDate hardOn) {
        return due == null || !pause.covers(due)
                ? due
                : HandoverPause.notBeyond(due, pause.after(pause.from(), due), hardOn);
    }

    /** The send date of a plan, if the case stood still over it since the step was made. */
    public @Nullable LocalDate afterPauses(Handover handover, @Nullable LocalDate planned, @Nullable LocalDate hardOn) {
        LocalDate made = BusinessCalendar.dayOf(handover.createdAt());
        LocalDate due = planned;
        for (HandoverPause pause : standstills.of(List.of(handover)).getOrDefault(handover.caseId(), List.of())) {
            due = pause.until().isBefore(made) ? due : afterPause(pause, due, hardOn);
        }
        return due;
    }

    // ---- ends -----------------------------------------------------------------------------------------------

    /** @param on the day the outcome came about; what the day means stands in the step's hint */
    @Transactional
    public Handover recordOutcome(HandoverId id, Outcome outcome, LocalDate on, @Nullable String note) {
        boolean done = outcome != Outcome.NOT_DONE;
        Handover seen = handovers.get(id);
        Transition step = Transition.to(
                        done ? HandoverState.COMPLETED : HandoverState.MISSED,
                        done ? HandoverAction.COMPLETED : HandoverAction.GIVEN_UP)
                .set("outcome", outcome)
                .set("outcome_on", on)
                .code(outcome)
                .note(note);
        if (done && seen.outcomeDay() == OutcomeDay.BENEFIT_ENDS) {
            step.set("stop_on", on).set("covered_from", coveredFrom(seen));
        } else if (done && seen.outcomeDay() == OutcomeDay.BENEFIT_BEGINS) {
            step.set("covered_from", on);
        }
        Handover ended = step(seen, EnumSet.of(HandoverState.ACCEPTED, HandoverState.SELF_SERVICE), step);
        // What is still on the pile would tell the office of something that is over; a correction is owed all the same.
        outbox.cancelUnposted(id.toString(), Set.of(HandoverLetterBook.CORRECTED));
        if (done && seen.outcomeDay() == OutcomeDay.BENEFIT_BEGINS) {
            handovers.ofCase(seen.caseId()).stream()
                    .filter(h -> h.outcomeDay() == OutcomeDay.BENEFIT_ENDS && h.stopOn() != null)
                    .forEach(h -> step(
                            h,
                            EnumSet.of(h.state()),
                            Transition.to(h.state(), HandoverAction.COVERAGE_KNOWN)
                                    .set("covered_from", on)));
        }
        if (done) {
            reportPaidTwice(seen.caseId());
        }
        events.publishEvent(
                new HandoverCompleted(ended.id(), ended.caseId(), ended.hop(), ended.requireReceiver(), outcome, on));
        return ended;
    }

    /** Two offices pay for the same days: they settle it among themselves, and somebody has to see to it that they do. */
    private void reportPaidTwice(CaseId caseId) {
        handovers.ofCase(caseId).stream()
                .filter(h -> h.stopOn() != null && h.coveredFrom() != null)
                .forEach(h -> clockwork.paysTwice(h, clock.instant()).ifPresent(found -> {
                    clockwork.explain(h, clock.instant());
                    incidents.report(
                            SystemIncident.Kind.PAID_TWICE,
                            h.id().toString(),
                            caseId,
                            h.confidential()
                                    ? "Fall %s: %s".formatted(caseId, found.reason())
                                    : "Fall %s, %s: %s".formatted(caseId, h.hop(), found.reason()));
                }));
    }

    private @Nullable LocalDate coveredFrom(Handover stop) {
        return handovers.ofCase(stop.caseId()).stream()
                .filter(h -> h.outcomeDay() == OutcomeDay.BENEFIT_BEGINS)
                .map(Handover::coveredFrom)
                .filter(Objects::nonNull)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /**
     * Somebody of the case's team takes a handover back; who has the data is told. The process ends what waits for it.
     *
     * @throws Refused in German, if it is not their case, no reason is given, or it is closed
     */
    @Transactional
    public Handover withdraw(HandoverId id, String reason) {
        Handover seen = handovers.find(id).orElseThrow(() -> new Refused("Diese Übergabe gibt es nicht."));
        access.requireVisible(seen.caseId());
        String why = Texts.clean(reason);
        if (why.isEmpty() || Texts.length(why) > Texts.LONGEST) {
            throw new Refused(List.of(new Refused.Problem(
                    "reason",
                    "Bitte schreiben Sie, warum die Übergabe zurückgenommen wird (höchstens 10.000 Zeichen).")));
        }
        return takeBack(seen, HandoverAction.WITHDRAWN, why, "Sie wurde zurückgenommen.", true);
    }

    /**
     * A consent is gone: every transfer that rests on it stops at once, and the recipients are told. What was lawfully
     * shared before stays recorded.
     */
    @Transactional
    public List<Handover> stopOnConsent(CaseId caseId, String office, String purpose, String category) {
        return handovers.openOnConsent(caseId, office, purpose).stream()
                .filter(h -> h.dataCategories().contains(category))
                .filter(h -> h.state().withReceiver())
                .map(h -> takeBack(
                        h,
                        HandoverAction.CONSENT_WITHDRAWN,
                        "Einwilligung widerrufen",
                        "Die Einwilligung zur Weitergabe wurde widerrufen.",
                        true))
                .toList();
    }

    /** The plan it belongs to is given up: nobody is asked what to do instead, and who has data is told. */
    @Transactional
    public void endWithPlan(HandoverId id, String reason) {
        Handover seen = handovers.get(id);
        if (seen.open()) {
            takeBack(seen, HandoverAction.WITHDRAWN, reason, "Sie wird nicht mehr gebraucht.", false);
        }
    }

    /** The case is closed: what is still open ends with it, and who has data is told. */
    @Transactional
    public List<Handover> stopWithCase(CaseId caseId) {
        return handovers.openOf(caseId).stream()
                .map(h -> takeBack(
                        h,
                        HandoverAction.WITHDRAWN,
                        "Fall abgeschlossen",
                        "Der Fall wird nicht weiter begleitet.",
                        false))
                .toList();
    }

    private Handover takeBack(
            Handover seen, HandoverAction action, String note, String whyForTheOffice, boolean toDecide) {
        Handover withdrawn = step(
                seen,
                HandoverState.OPEN,
                Transition.to(HandoverState.WITHDRAWN, action).note(note));
        outbox.cancel(seen.id().toString(), Set.of());
        if (seen.state().withReceiver()) {
            book.write(withdrawn, letters.withdrawn(withdrawn, receiver(withdrawn), whyForTheOffice));
        }
        boolean asked = workflow.withdrawn(seen.id(), toDecide);
        if (toDecide && !asked) {
            // Its turn had not come: there is nothing to prepare anew, and what builds on it falls away with it.
            events.publishEvent(new HandoverDropped(seen.id(), seen.caseId(), seen.hop(), note));
        }
        return withdrawn;
    }

    /** After it was taken back: the same step once more; the attempt before stays in the trail. */
    @Transactional
    public Handover prepareAnew(HandoverId id, @Nullable String note) {
        Handover seen = handovers.get(id);
        handovers.keepAttempt(seen);
        return step(
                seen,
                EnumSet.of(HandoverState.WITHDRAWN),
                anew(seen, HandoverAction.PREPARED_AGAIN).note(note));
    }

    /** After it was taken back: it will not be done, and what builds on it not either. */
    @Transactional
    public Handover drop(HandoverId id, String reason) {
        Handover dropped = step(
                handovers.get(id),
                EnumSet.of(HandoverState.WITHDRAWN),
                Transition.to(HandoverState.WITHDRAWN, HandoverAction.DROPPED).note(reason));
        events.publishEvent(new HandoverDropped(id, dropped.caseId(), dropped.hop(), reason));
        return dropped;
    }

    /** After a refusal: another office, or the same one again; the first attempt stays in the trail. */
    @Transactional
    public Handover reroute(HandoverId id, String office, @Nullable String note) {
        Office receiver =
                directory.office(office).orElseThrow(() -> new Refused("Diese Stelle steht nicht im Verzeichnis."));
        Handover seen = handovers.get(id);
        handovers.keepAttempt(seen);
        Handover rerouted = step(
                seen,
                EnumSet.of(HandoverState.DECLINED),
                Transition.to(HandoverState.PREPARED, HandoverAction.REROUTED)
                        .owner(Owner.caseManagementOf(seen.caseId()))
                        .set("receiver_office", receiver.code())
                        .set("attempt", seen.attempt() + 1)
                        .set("begun_at", clock.instant())
                        .set("send_note", null)
                        .set("sent_at", null)
                        .set("waiting_letter", null)
                        .set("reached_on", null)
                        .set("answer_reached_on", null)
                        .set("told_on", null)
                        .set("transfer_ground", null)
                        .set("acknowledged_at", null)
                        .set("accepted_at", null)
                        .set("declined_at", null)
                        .set("decline_reason", null)
                        .code(receiver.code())
                        .note(note));
        return rerouted;
    }

    /** After a refusal: nobody else is asked. */
    @Transactional
    public Handover stop(HandoverId id, String reason) {
        Handover stopped = step(
                handovers.get(id),
                EnumSet.of(HandoverState.DECLINED),
                Transition.to(HandoverState.WITHDRAWN, HandoverAction.STOPPED).note(reason));
        events.publishEvent(new HandoverDropped(id, stopped.caseId(), stopped.hop(), reason));
        return stopped;
    }

    /** A corrected fact moves the deadline; who has the data is told, and the clock starts anew. */
    @Transactional
    public Handover changeDeadline(
            HandoverId id,
            @Nullable LocalDate dueOn,
            String dueReason,
            @Nullable LocalDate hardOn,
            @Nullable LocalDate oldLawUntil) {
        Handover seen = handovers.get(id);
        boolean told = seen.state().withReceiver();
        Handover changed = step(
                seen,
                HandoverState.OPEN,
                Transition.to(seen.state(), HandoverAction.DEADLINE_CHANGED)
                        .set("told_on", told ? knownOn(seen) : null)
                        .set("due_on", dueOn)
                        .set("due_reason", dueReason)
                        .set("hard_on", hardOn)
                        .set("old_law_until", oldLawUntil)
                        .set("missed_kind", null)
                        .set("missed_on", null)
                        .set("ladder_level", 0)
                        .set("ladder_since", null)
                        .note("%s → %s".formatted(day(seen.dueOn()), day(dueOn))));
        workflow.deadlineChanged(changed);
        if (told) {
            book.write(
                    changed,
                    letters.deadlineChanged(
                            changed, receiver(changed), seen.dueOn(), owedByOffice(changed, null), null));
        }
        return changed;
    }

    /** The day from which the office can know of a letter written today. */
    private LocalDate knownOn(Handover handover) {
        LocalDate today = BusinessCalendar.today(clock);
        return channel(receiver(handover)) == Letter.Channel.PAPER
                ? BusinessCalendar.plusArbeitstage(today, postWithin)
                : today;
    }

    /** By when the office owes its next step; null if it is not its turn, or it has nothing yet. */
    private HandoverClock.@Nullable Term owedByOffice(Handover handover, @Nullable HandoverPause unless) {
        boolean itsTurn = handover.state() == HandoverState.SENT
                || handover.state() == HandoverState.ACKNOWLEDGED
                || handover.state() == HandoverState.ACCEPTED;
        return itsTurn && !handover.awaitsPost() && handover.begunAt() != null
                ? clockwork.term(handover, unless).orElse(null)
                : null;
    }

    /** Consent or law would let the same data go to the same office today. */
    boolean mayStillShare(Handover handover) {
        return ground(handover, true).allowed();
    }

    /** The office was told that something it was given is not right. */
    Handover dataCorrected(Handover seen, String labels) {
        return step(
                seen,
                EnumSet.of(seen.state()),
                Transition.to(seen.state(), HandoverAction.DATA_CORRECTED).note(labels));
    }

    /** An office that has nothing to do with it any more was told that something it was given is not right. */
    Handover outdatedTold(Handover seen, String office, String labels) {
        return step(
                seen,
                EnumSet.of(seen.state()),
                Transition.to(seen.state(), HandoverAction.OUTDATED_TOLD)
                        .note("%s: %s".formatted(directory.require(office).label(), labels)));
    }

    /**
     * The office has taken note of what was corrected, or said so on the telephone.
     *
     * @param letter the letter that named it
     */
    @Transactional
    public Handover correctionRead(HandoverId id, UUID letter, @Nullable Confirmation byPhone) {
        Handover seen = handovers.get(id);
        return step(
                seen,
                EnumSet.of(seen.state()),
                Transition.to(seen.state(), HandoverAction.CORRECTION_READ)
                        .code(letter.toString())
                        .confirmed(byPhone));
    }

    /** The plan names another office before anything was sent, or that nobody is competent and the own team does it. */
    @Transactional
    public Handover changeReceiver(HandoverId id, HandoverPlan wanted) {
        Office receiver = directory.require(Objects.requireNonNull(wanted.receiverOffice()));
        Handover seen = handovers.get(id);
        return step(
                seen,
                EnumSet.of(HandoverState.PREPARED),
                asPlanned(
                                Transition.to(
                                        HandoverState.PREPARED,
                                        receiver.code().equals(seen.receiverOffice())
                                                ? HandoverAction.REPLANNED
                                                : HandoverAction.RECEIVER_CHANGED),
                                receiver,
                                wanted)
                        .code(receiver.code())
                        .note("%s → %s".formatted(seen.requireReceiver(), receiver.code())));
    }

    // ---- the ladder -----------------------------------------------------------------------------------------

    /** A person has done what a step of the ladder asked for. */
    @Transactional
    public void finishLadderStep(HandoverId id, int level, String code, @Nullable String note) {
        LadderStep step = handovers
                .ladderStep(id, level)
                .orElseThrow(() -> new IllegalStateException("handover " + id + " has no ladder step " + level));
        Handover seen = handovers.get(id);
        if (!handovers.finishLadderStep(seen, step.round(), level, code, note, clock.instant(), actors.currentId())) {
            throw new Refused("Dieser Schritt wurde schon erledigt. Bitte laden Sie die Aufgabe neu.");
        }
        handovers.change(
                seen,
                EnumSet.of(seen.state()),
                Transition.to(seen.state(), HandoverAction.LADDER_STEP_DONE)
                        .code(level + "/" + code)
                        .note(note),
                clock.instant(),
                actors.currentId());
    }

    // ---- one step -------------------------------------------------------------------------------------------

    private Handover step(Handover seen, Set<HandoverState> from, Transition step) {
        Handover changed;
        try {
            changed = handovers.change(seen, from, step, clock.instant(), actors.currentId());
        } catch (Overtaken overtaken) {
            throw new Refused(explain(overtaken));
        }
        clockwork.wind(changed);
        if (seen.missed() && !changed.missed()) {
            ladder.end(
                    changed.id(),
                    changed.state() != seen.state()
                            ? LadderEnd.ENDED_BY_ANSWER
                            : step.action == HandoverAction.POSTED
                                    ? LadderEnd.ENDED_BY_POST
                                    : LadderEnd.ENDED_BY_DEADLINE,
                    clock.instant(),
                    actors.currentId());
        }
        if (changed.state() != seen.state()) {
            events.publishEvent(
                    new HandoverChanged(changed.id(), changed.caseId(), changed.hop(), seen.state(), changed.state()));
        }
        return handovers.get(changed.id());
    }

    private String explain(Overtaken overtaken) {
        HandoverEvent last = overtaken.last();
        String who = last.by().equals(Actors.SYSTEM) ? "Lotse" : actors.displayName(last.by());
        return "%s %s (%s). Jetzt gilt: %s. Ihre Eingabe wurde nicht übernommen; bitte laden Sie die Aufgabe neu."
                .formatted(
                        who,
                        last.action().sentence(),
                        GermanDates.time(last.at()),
                        overtaken.state().label());
    }

    private Office receiver(Handover handover) {
        return directory.require(handover.requireReceiver());
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "ohne Frist" : BusinessCalendar.german(day);
    }

    /** For callers that need the channel a letter to this office takes. */
    static Letter.Channel channel(Office office) {
        return office.hasAccount() ? Letter.Channel.TASK_LIST : Letter.Channel.PAPER;
    }

    /**
     * Whether data may go out now, and why.
     *
     * @param basis as it stands in a letter to the office: no more than that there is a ground
     * @param explanation German, for the person who wants to send
     */
    public record Sendable(
            boolean allowed, @Nullable TransferGround ground, List<UUID> consents, String basis, String explanation) {

        static Sendable no(String why) {
            return new Sendable(false, null, List.of(), "", why);
        }

        static Sendable byLaw(String citation) {
            return new Sendable(true, TransferGround.LEGAL_BASIS, List.of(), citation, citation);
        }

        static Sendable byConsent(List<UUID> consents, String basis, String explanation) {
            return new Sendable(true, TransferGround.CONSENT, consents, basis, explanation);
        }
    }
}
