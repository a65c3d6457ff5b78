package org.kimlotse.assessment;

import java.time.Instant;
import org.kimlotse.shared.CaseId;

/** A person took the answer of the rules on the benefit law, or decided otherwise: the assessment is over. */
public record BenefitLawReviewed(CaseId caseId, Instant at) {}
