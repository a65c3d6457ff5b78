package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/**
 * The time in which the decision can be appealed; derived by rules.
 *
 * @param lastDay as counted from the service
 * @param end the same moved to the next working day
 */
public record AppealPeriod(LocalDate lastDay, LocalDate end, int weeks) {}
