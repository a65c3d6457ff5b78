package org.kimlotse.handover;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;

/**
 * One crossing between two offices, as it was read. It changes only through {@link HandoverManagement}.
 *
 * @param hop what is handed over, for example {@code H1}
 * @param purpose the purpose a consent names, for example {@code BENEFIT_TRANSITION}
 * @param reason the rule's reason, German
 * @param outcomeHint what counts as done, German
 * @param legalBasis the paragraphs the step rests on, or null
 * @param receiverOffice code; null only where the step is not needed
 * @param owner who is accountable now
 * @param stateSince UTC
 * @param attempt counts the receivers asked, from 1
 * @param dueOn local date, or null where nothing is due
 * @param dueReason how the date came about, German
 * @param hardOn the last day without loss, or null
 * @param dataCategories what the package holds, for example {@code IDENTITY}
 * @param transferBasis a law that permits the transfer without consent, or null
 * @param transferGround the ground the last sending rested on; null before the first
 * @param ownStep true if nobody else receives anything: case management does it itself
 * @param oldLawUntil last day of the old benefit law, for steps about a stop date, or null
 * @param begunAt when its turn came; null while an earlier step is under way, and the clock does not watch it
 * @param outcomeDay what the outcome's day means
 * @param stopOn last day of the old benefit as its office named it, or null
 * @param coveredFrom first day of the new benefit as its office decided, or null
 * @param sendNote what goes to the office with the package, or null
 * @param heldReason German; set while nothing may go out until a person has decided
 * @param waitingLetter the letter on paper the office needs to act and that nobody has posted; null: the office has what it needs
 * @param reachedOn if what was sent went on paper: the day it was posted, or the office answered before that; else null
 * @param answerReachedOn the same of the answer to its question
 * @param toldOn the day from which it knows of another deadline: its time to answer runs anew; null if it was told none
 * @param nextCheckAt the next instant (UTC) at which the clock's verdict could change; null if never
 * @param missedKind how the clock found it dropped; null if it did not, or if it was taken up again since
 * @param ladderRound counts the times it was found dropped
 * @param ladderLevel the highest step climbed in this round, 0 to 4
 * @param version counts the lines of the audit trail, from 0
 */
public record Handover(
        HandoverId id,
        String idempotencyKey,
        CaseId caseId,
        String hop,
        String purpose,
        String title,
        String reason,
        String outcomeHint,
        @Nullable String legalBasis,
        @Nullable String ruleId,
        @Nullable String ruleSetVersion,
        @Nullable String receiverOffice,
        Owner owner,
        HandoverState state,
        Instant stateSince,
        int attempt,
        @Nullable LocalDate dueOn,
        String dueReason,
        @Nullable LocalDate hardOn,
        Set<String> dataCategories,
        @Nullable String transferBasis,
        @Nullable TransferGround transferGround,
        boolean ownStep,
        @Nullable LocalDate oldLawUntil,
        Instant createdAt,
        @Nullable Instant begunAt,
        OutcomeDay outcomeDay,
        @Nullable LocalDate stopOn,
        @Nullable LocalDate coveredFrom,
        @Nullable String sendNote,
        @Nullable String heldReason,
        @Nullable Instant sentAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant declinedAt,
        @Nullable DeclineReason declineReason,
        @Nullable Outcome outcome,
        @Nullable LocalDate outcomeOn,
        @Nullable UUID waitingLetter,
        @Nullable LocalDate reachedOn,
        @Nullable LocalDate answerReachedOn,
        @Nullable LocalDate toldOn,
        @Nullable Instant nextCheckAt,
        int checkFailures,
        @Nullable MissedKind missedKind,
        @Nullable LocalDate missedOn,
        int ladderRound,
        int ladderLevel,
        @Nullable Instant ladderSince,
        int version) {

    static final String CONFIDENTIAL_PURPOSE = "HEALTH";

    public boolean open() {
        return state.open();
    }

    /** Only the case's own manager and the receiving office may learn what it is about and whom it went to. */
    public boolean confidential() {
        return purpose.equals(CONFIDENTIAL_PURPOSE);
    }

    /** The receiver was given the data and has, or had to the end, something to do with it; not who declined or lost it. */
    boolean withReceiver() {
        return transferGround != null && state != HandoverState.DECLINED && state != HandoverState.WITHDRAWN;
    }

    /** What the office needs to act lies ready to be printed: it cannot know of it, and its clock does not run. */
    public boolean awaitsPost() {
        return waitingLetter != null && state.awaitsAnswer();
    }

    /** Where it stands, German; what nobody has posted is not called sent. */
    public String stateLabel() {
        if (state == HandoverState.WITHDRAWN && declinedAt != null) {
            return "abgelehnt%s, nicht weiter verfolgt"
                    .formatted(declineReason == null ? "" : " (" + declineReason.label() + ")");
        }
        return awaitsPost() ? "zum Drucken bereit, noch nicht verschickt" : state.label();
    }

    public boolean missed() {
        return missedKind != null;
    }

    /** The last day in time of what is waited for once the step is out, as the clock has it; empty if that is over. */
    public Optional<LocalDate> answerUntil(LocalDate today) {
        return state == HandoverState.PREPARED || state.closed() || missed()
                ? Optional.empty()
                : Optional.ofNullable(nextCheckAt)
                        .map(next -> BusinessCalendar.dayOf(next.minusMillis(1)))
                        .filter(day -> !day.isBefore(today));
    }

    /** Its day is over, and nobody has time left. */
    public boolean late(LocalDate today) {
        return missed()
                || open()
                        && dueOn != null
                        && dueOn.isBefore(today)
                        && answerUntil(today).isEmpty();
    }

    /** Dropped on the own side: the office has nothing, or has done its part. */
    public boolean droppedByUs() {
        return missedKind != null && !HandoverLetters.droppedByReceiver(this, missedKind);
    }

    public Optional<LocalDate> due() {
        return Optional.ofNullable(dueOn);
    }

    /** @throws IllegalStateException if the step has no receiver, which only one that is not needed may */
    public String requireReceiver() {
        if (receiverOffice == null) {
            throw new IllegalStateException("handover " + id + " has no receiver");
        }
        return receiverOffice;
    }
}
