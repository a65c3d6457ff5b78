package org.kimlotse.assessment;

import java.time.Instant;
import org.kimlotse.shared.CaseId;

/**
 * The expected benefit law of a case is another than before, or of another day: a fact was corrected or a person decided.
 * Plans that rest on it have to be looked at again. Published in the transaction of the change.
 */
public record BenefitLawRevised(CaseId caseId, BenefitLaw before, BenefitLaw after, Instant at) {}
