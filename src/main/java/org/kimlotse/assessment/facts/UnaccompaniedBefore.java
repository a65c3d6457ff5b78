package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/**
 * Came as an unaccompanied minor and is of age now (§ 12a Abs. 1a AufenthG, § 41 SGB VIII).
 *
 * @param adultOn first day of majority
 */
public record UnaccompaniedBefore(LocalDate adultOn) {}
