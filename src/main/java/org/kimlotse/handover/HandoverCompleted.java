package org.kimlotse.handover;

import java.time.LocalDate;
import org.kimlotse.shared.CaseId;

/** A handover came to an end with an outcome, good or bad. */
public record HandoverCompleted(
        HandoverId handoverId, CaseId caseId, String hop, String officeCode, Outcome outcome, LocalDate on) {}
