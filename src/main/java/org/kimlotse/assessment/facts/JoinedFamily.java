package org.kimlotse.assessment.facts;

/** A spouse, parent or minor child in the household whose status decides on the first three months (§ 7 Abs. 1 S. 2, 3 SGB II). */
public record JoinedFamily(ResidenceStatus residenceStatus) {}
