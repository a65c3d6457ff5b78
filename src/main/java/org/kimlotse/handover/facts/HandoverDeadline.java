package org.kimlotse.handover.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.OfDay;

/**
 * By when the next step of a handover is owed; derived by rules, at most one per handover.
 *
 * @param kind what it is if the deadline passes
 * @param deadline last day in time
 * @param hardOn last day without loss, or null
 * @param reason German, if it is missed
 * @param derivation German
 */
public record HandoverDeadline(
        HandoverFacts handover,
        MissedKind kind,
        LocalDate deadline,
        @Nullable LocalDate hardOn,
        String reason,
        String derivation)
        implements OfDay {

    /** What a derivation says of a pause; an office is not told. */
    public static final String PAUSED = "; der Fall war angehalten, darum später";

    /** While the case stood still nothing was owed. A send date was moved when the pause ended, and is not moved twice. */
    public HandoverDeadline {
        boolean sendDate = handover.state() == HandoverState.PREPARED && deadline.equals(handover.dueOn());
        LocalDate later = sendDate ? deadline : handover.afterPauses(handover.since(), deadline);
        if (!later.equals(deadline)) {
            deadline = later;
            derivation = derivation + PAUSED;
        }
    }

    @Override
    public LocalDate concernedDay() {
        return deadline;
    }

    /** The first day on which a step of the ladder is due; the ladder stands still with the case. */
    public LocalDate climbs(LadderStep step) {
        return handover.afterPauses(deadline.plusDays(1), step.startsOn(deadline, hardOn));
    }

    /**
     * The deadline, drawn forward to the last day without loss if that comes first and was not already past when the
     * clock began to run.
     *
     * @param since the day the clock began to run
     */
    public static HandoverDeadline of(
            HandoverFacts handover,
            MissedKind kind,
            LocalDate since,
            LocalDate regular,
            String reason,
            String derivation) {
        LocalDate hardOn = handover.hardOn();
        boolean hardFirst = hardOn != null && hardOn.isBefore(regular) && !hardOn.isBefore(since);
        return new HandoverDeadline(
                handover,
                kind,
                hardFirst && hardOn != null ? hardOn : regular,
                hardOn,
                reason,
                hardFirst ? derivation + "; vorgezogen auf den letzten Tag ohne Verlust" : derivation);
    }

    /**
     * The same for something that is waited for: what comes only on the last day without loss comes too late to help. If that
     * day is near, the deadline is drawn forward to some Arbeitstage before it, at the earliest to the day the clock began to run.
     *
     * @param since the day the clock began to run
     * @param warnWd Arbeitstage before the last day without loss
     */
    public static HandoverDeadline waitingFor(
            HandoverFacts handover,
            MissedKind kind,
            LocalDate since,
            LocalDate regular,
            int warnWd,
            String reason,
            String derivation) {
        LocalDate hardOn = handover.hardOn();
        if (hardOn == null || hardOn.isBefore(since)) {
            return new HandoverDeadline(handover, kind, regular, hardOn, reason, derivation);
        }
        LocalDate pressing = BusinessCalendar.minusArbeitstage(hardOn, warnWd);
        LocalDate drawn = pressing.isBefore(since) ? since : pressing;
        return drawn.isBefore(regular)
                ? new HandoverDeadline(
                        handover,
                        kind,
                        drawn,
                        hardOn,
                        reason,
                        derivation
                                + "; vorgezogen auf %d Arbeitstage vor dem letzten Tag ohne Verlust (%s)"
                                        .formatted(warnWd, BusinessCalendar.german(hardOn)))
                : new HandoverDeadline(handover, kind, regular, hardOn, reason, derivation);
    }
}
