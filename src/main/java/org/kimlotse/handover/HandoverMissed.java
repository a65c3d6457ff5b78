package org.kimlotse.handover;

import java.time.LocalDate;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.shared.CaseId;

/** The clock found a handover dropped. Published once for each time, in the transaction that noted it. */
public record HandoverMissed(
        HandoverId handoverId, CaseId caseId, String hop, String officeCode, MissedKind missedKind, LocalDate on) {}
