package org.kimlotse.assessment.facts;

/**
 * A spouse, parent or child in the household whose status may decide on exclusions (§ 7 Abs. 1 S. 2, 3 SGB II).
 *
 * @param close spouse or registered partner, or parent and minor child: those from whom §§ 28 to 36 AufenthG derive a right
 * @param works is employed or self-employed on the day asked about
 */
public record JoinedFamily(ResidenceStatus residenceStatus, boolean close, boolean works) {}
