package org.kimlotse.assessment;

import java.time.Instant;
import org.kimlotse.shared.CaseId;

/**
 * The benefit law of a case was asked again – after an assessment, a corrected fact – or a person decided it. It may be the
 * same as before: plans rest on facts, too, that do not change the law. Published in the transaction of the change.
 */
public record BenefitLawDecided(CaseId caseId, BenefitLaw law, Instant at) {}
