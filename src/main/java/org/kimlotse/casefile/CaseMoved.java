package org.kimlotse.casefile;

import java.time.Instant;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;

/** A case went to another municipality or colleague; the old team no longer sees it. */
public record CaseMoved(
        CaseId caseId,
        Municipality from,
        Municipality to,
        String fromTeam,
        String toTeam,
        String fromCaseManager,
        String toCaseManager,
        Instant at) {}
