package org.kimlotse.handover.facts;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One handover as the clock sees it. Instants are UTC, dates are days in Europe/Berlin.
 *
 * @param handoverId id of the handover
 * @param caseNumber the case it belongs to
 * @param hop for example {@code H1}
 * @param officeCode the receiving office, for example {@code JC-SIE}
 * @param state where it stands
 * @param dueOn the day by which it has to be sent, or null if the table's number of days after preparing counts
 * @param hardOn the last day without loss, or null
 * @param preparedAt when it was made
 * @param sentAt when it was last sent, or null
 * @param acknowledgedAt when the receiver confirmed receipt of the last sending, or null
 * @param acceptedAt when the receiver accepted, or null
 * @param queriedAt when the receiver asked back and was not answered yet, or null
 * @param declinedAt when the receiver declined, or null
 * @param asylblgUntil last day of benefits under the old law, for hops about a stop date, else null
 * @param stopOn last day of benefits the old office has named, or null
 * @param coveredFrom first day the new office covers, or null as long as it has not decided
 */
public record HandoverFacts(
        String handoverId,
        String caseNumber,
        String hop,
        String officeCode,
        HandoverState state,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate hardOn,
        Instant preparedAt,
        @Nullable Instant sentAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant queriedAt,
        @Nullable Instant declinedAt,
        @Nullable LocalDate asylblgUntil,
        @Nullable LocalDate stopOn,
        @Nullable LocalDate coveredFrom) {

    /**
     * The old office stops before the last day it has to pay (§ 1 Abs. 3 S. 1 AsylbLG), or the new office begins later than
     * the day after the stop.
     */
    public boolean leavesGap() {
        if (stopOn == null || state == HandoverState.WITHDRAWN || state == HandoverState.NOT_NEEDED) {
            return false;
        }
        return (asylblgUntil != null && stopOn.isBefore(asylblgUntil))
                || (coveredFrom != null && coveredFrom.isAfter(stopOn.plusDays(1)));
    }

    /** Both offices pay for a day. */
    public boolean paysTwice() {
        return stopOn != null && coveredFrom != null && !coveredFrom.isAfter(stopOn);
    }
}
