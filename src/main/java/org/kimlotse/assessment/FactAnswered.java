package org.kimlotse.assessment;

import java.time.Instant;
import org.kimlotse.shared.CaseId;

/** What nobody had answered before was taken down in the case file; the rules have been asked anew. */
public record FactAnswered(CaseId caseId, StatusFact fact, Instant at) {}
