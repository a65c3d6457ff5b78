package org.kimlotse.assessment.facts;

/**
 * Health insurance when SGB II begins; derived by rules.
 *
 * @param byWork a job with compulsory insurance goes on, so there is no Krankenkasse to choose (§ 5 Abs. 1 Nr. 1, § 175 SGB V)
 */
public record Insurance(boolean byWork) {}
