package org.kimlotse.casefile;

import java.time.Instant;
import org.kimlotse.shared.CaseId;

/** A wrong fact was replaced; what was concluded from it has been concluded anew. */
public record FactCorrected(CaseId caseId, java.util.UUID oldFact, java.util.UUID newFact, String kind, Instant at) {}
