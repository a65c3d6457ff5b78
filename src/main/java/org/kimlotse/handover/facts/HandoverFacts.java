package org.kimlotse.handover.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;

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
 * @param awaitsPost what the office needs to act is on paper, and nobody has posted it yet: it is the own side's turn
 * @param reachedOn the day the paper was posted, if what the office is waiting for went on paper, else null
 * @param queryAnsweredAt when the receiver's question was answered, as long as it has said nothing since, else null
 * @param toldOn the day the office was told another deadline: its time runs anew, else null
 * @param pauses when the clocks of the case stood still, oldest first
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
        @Nullable LocalDate coveredFrom,
        boolean awaitsPost,
        @Nullable LocalDate reachedOn,
        @Nullable Instant queryAnsweredAt,
        @Nullable LocalDate toldOn,
        List<HandoverPause> pauses) {

    public HandoverFacts {
        // What was stored before cases could stand still has none.
        pauses = pauses == null ? List.of() : List.copyOf(pauses);
    }

    /** The same as if this pause had not been. */
    public HandoverFacts without(@Nullable HandoverPause pause) {
        return new HandoverFacts(
                handoverId,
                caseNumber,
                hop,
                officeCode,
                state,
                dueOn,
                hardOn,
                preparedAt,
                sentAt,
                acknowledgedAt,
                acceptedAt,
                queriedAt,
                declinedAt,
                asylblgUntil,
                stopOn,
                coveredFrom,
                awaitsPost,
                reachedOn,
                queryAnsweredAt,
                toldOn,
                pauses.stream().filter(each -> !each.equals(pause)).toList());
    }

    /** The day since which the step that is missing has been waited for. */
    LocalDate since() {
        if (awaitsPost) {
            return writtenOn();
        }
        return switch (state) {
            case SENT -> sentOn();
            case ACKNOWLEDGED -> acknowledgedOn();
            case QUERIED -> day(queriedAt);
            case ACCEPTED -> acceptedOn();
            case DECLINED -> day(declinedAt);
            default -> day(preparedAt);
        };
    }

    /** Where a day is after the pauses of the case; the last day without loss stays where it is. */
    LocalDate afterPauses(LocalDate since, LocalDate day) {
        LocalDate moved = day;
        for (HandoverPause pause : pauses) {
            moved = pause.after(since, moved);
        }
        return HandoverPause.notBeyond(day, moved, hardOn);
    }

    /** The day since which the office has what was sent: the day it was posted, else the day it was sent. */
    public LocalDate sentOn() {
        return anew(firstSentOn());
    }

    private LocalDate firstSentOn() {
        return reachedOn != null && state == HandoverState.SENT ? reachedOn : day(sentAt);
    }

    /** "Gesendet 04.09.2026"; on paper "Verschickt". */
    public String sentWords() {
        return words(reachedOn != null && state == HandoverState.SENT ? "Verschickt " : "Gesendet ", firstSentOn());
    }

    /** The day since which it is the office's turn to accept or decline what it has confirmed to have. */
    public LocalDate acknowledgedOn() {
        return anew(firstAcknowledgedOn());
    }

    private LocalDate firstAcknowledgedOn() {
        if (queryAnsweredAt == null) {
            return day(acknowledgedAt);
        }
        return reachedOn != null ? reachedOn : day(queryAnsweredAt);
    }

    /** "Eingang bestätigt 04.09.2026", or when the office's question was answered. */
    public String acknowledgedWords() {
        return words(
                queryAnsweredAt == null
                        ? "Eingang bestätigt "
                        : reachedOn == null ? "Rückfrage beantwortet " : "Antwort auf die Rückfrage verschickt ",
                firstAcknowledgedOn());
    }

    /** The day since which the office that accepted owes the outcome. */
    public LocalDate acceptedOn() {
        return anew(day(acceptedAt));
    }

    /** "Angenommen 04.09.2026". */
    public String acceptedWords() {
        return words("Angenommen ", day(acceptedAt));
    }

    /** Whoever was told another deadline has the whole time again. */
    private LocalDate anew(LocalDate first) {
        return toldOn != null && toldOn.isAfter(first) ? toldOn : first;
    }

    private String words(String what, LocalDate first) {
        LocalDate counts = anew(first);
        return (counts.equals(first) ? what : "Geänderte Frist mitgeteilt ") + BusinessCalendar.german(counts);
    }

    /** The day the letter was written that nobody has posted yet. */
    public LocalDate writtenOn() {
        return day(queryAnsweredAt != null ? queryAnsweredAt : sentAt);
    }

    private static LocalDate day(@Nullable Instant instant) {
        return instant == null ? LocalDate.MAX : BusinessCalendar.dayOf(instant);
    }

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
