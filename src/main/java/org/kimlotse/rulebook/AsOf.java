package org.kimlotse.rulebook;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The moment a question is about; the rule book puts one into every run, so that no rule reads a clock.
 *
 * @param day the day in Europe/Berlin
 * @param instant the same in UTC
 */
public record AsOf(LocalDate day, Instant instant) {}
