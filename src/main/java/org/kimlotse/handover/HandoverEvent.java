package org.kimlotse.handover;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.handover.facts.HandoverState;

/**
 * One line of the audit trail; there is one for each version of a handover.
 *
 * @param office the receiving office at that time
 * @param code decline reason, outcome, missed kind or ladder level
 * @param note free text, never shown outside the case and the office it was said to
 * @param contactName who confirmed it by telephone
 * @param by user id, or {@code lotse} for the clock
 */
public record HandoverEvent(
        HandoverId handoverId,
        int version,
        HandoverAction action,
        @Nullable HandoverState fromState,
        HandoverState toState,
        @Nullable Owner fromOwner,
        Owner toOwner,
        @Nullable String office,
        @Nullable String code,
        @Nullable String note,
        @Nullable String contactName,
        @Nullable LocalDate contactOn,
        Instant at,
        String by) {

    /** Why the office declined, in German words; empty text for every other line. */
    public String declined() {
        return action == HandoverAction.DECLINED && code != null
                ? DeclineReason.valueOf(code).label()
                : "";
    }
}
