package org.kimlotse.casefile;

import java.time.Instant;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;

/** A closed case was opened again. */
public record CaseReopened(CaseId caseId, Municipality municipality, String team, String caseManager, Instant at) {}
