package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/**
 * The duty of residence of the relative somebody joined (§ 12a Abs. 6 AufenthG).
 *
 * @param from first day of the relative's duty; its end is the relative's
 */
public record SponsorDuty(LocalDate from) {}
