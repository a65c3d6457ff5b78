package org.kimlotse.casefile;

import java.time.Instant;
import org.kimlotse.shared.CaseId;

/**
 * A case was closed; what is still running for it has to end.
 *
 * @param byProcess the closing is the last step of a process of this case, which ends by itself
 */
public record CaseClosed(CaseId caseId, Case.ClosingReason reason, boolean byProcess, Instant at) {}
