package org.kimlotse.escalation;

import java.time.LocalDate;
import org.kimlotse.shared.BusinessCalendar;

/**
 * The group's rules of procedure (Geschäftsordnung) in force on a day; a row of a dated table, never code.
 *
 * @param noticeDays calendar days between putting on the agenda and meeting (Ladungsfrist)
 * @param urgentNoticeWorkingDays the same in an urgent case, in Arbeitstage
 * @param quorumMoreThanPercent a quorum needs more than this share of the voting seats
 * @param chairRequired whether the chair's seat must be present or represented
 * @param minutesWorkingDays Arbeitstage until the draft of the minutes
 * @param objectionWorkingDays Arbeitstage in which a seat may state its view
 * @param observationDays length of the periods before and after that are compared
 * @param minimumCases fewer cases are neither shown nor judged
 * @param effectMinReductionPercent by how much a figure must have fallen to call the measures effective
 * @param source who decided so, and when
 */
public record RulesOfProcedure(
        LocalDate validFrom,
        int noticeDays,
        int urgentNoticeWorkingDays,
        int quorumMoreThanPercent,
        boolean chairRequired,
        int minutesWorkingDays,
        int objectionWorkingDays,
        int observationDays,
        int minimumCases,
        int effectMinReductionPercent,
        String source) {

    public boolean quorate(int votingSeats, int votingSeatsTaken, boolean chairTaken) {
        return votingSeatsTaken * 100 > quorumMoreThanPercent * votingSeats && (chairTaken || !chairRequired);
    }

    /** The fewest voting seats that make a quorum. */
    public int quorum(int votingSeats) {
        return quorumMoreThanPercent * votingSeats / 100 + 1;
    }

    /** The first day on which a meeting called today keeps the notice period. */
    public LocalDate earliestMeeting(LocalDate calledOn) {
        return calledOn.plusDays(noticeDays);
    }

    /** The first day on which an urgent meeting called today is possible at all. */
    public LocalDate earliestUrgentMeeting(LocalDate calledOn) {
        return BusinessCalendar.plusArbeitstage(calledOn, urgentNoticeWorkingDays);
    }
}
