package org.kimlotse.casefile;

import java.time.Instant;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;

/** A case was opened; its first process may start. */
public record CaseOpened(CaseId caseId, Municipality municipality, String team, String caseManager, Instant at) {}
