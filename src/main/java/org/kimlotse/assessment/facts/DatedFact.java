package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/**
 * A day something happened, for comparing days with each other.
 *
 * @param what name as in the table, for example ENTRY
 * @param words German
 */
public record DatedFact(String what, LocalDate day, String words) {}
