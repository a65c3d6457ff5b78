package org.kimlotse.takeover;

import java.time.Instant;
import java.time.LocalDate;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;

/**
 * That a case ran before Lotse did.
 *
 * @param municipality whose old file number it is; stays when the case moves
 * @param runningSince the day the municipality began to work the case
 * @param by user id of whoever confirmed the file
 */
public record TakenOver(
        CaseId caseId,
        Municipality municipality,
        String oldReference,
        LocalDate runningSince,
        Phase phase,
        Instant at,
        String by) {}
