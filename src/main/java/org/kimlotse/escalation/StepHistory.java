package org.kimlotse.escalation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/** What escalation needs to know of handovers. Days are Europe/Berlin. Nothing of it reaches a steering page unsummed. */
public interface StepHistory {

    /**
     * A handover that an office lost.
     *
     * @param cause in which way it was missed, for example {@code NOT_ACKNOWLEDGED}
     */
    record Missed(UUID handoverId, CaseId caseId, String office, String hop, String cause, LocalDate missedOn) {}

    /**
     * One handover of a step to an office.
     *
     * @param startedOn sent, or made ready where it was never sent; waiting counts from here
     * @param dueOn the day by which the step was due
     * @param missedOn the first day it was found missed, or null
     * @param answeredOn the day the office took it over or it was settled otherwise, or null while it waits
     */
    record Passing(
            UUID handoverId,
            CaseId caseId,
            LocalDate startedOn,
            LocalDate dueOn,
            @Nullable LocalDate missedOn,
            @Nullable LocalDate answeredOn) {}

    /** Handovers found missed on or after the day, of all offices. */
    List<Missed> missedSince(LocalDate day);

    /** Handovers of this step to this office that were due in the period, both days included. */
    List<Passing> dueIn(String office, String hop, LocalDate from, LocalDate to);

    /** The office that was to receive this step of the case, if the case has such a handover. */
    Optional<String> officeOf(CaseId caseId, String hop);
}
