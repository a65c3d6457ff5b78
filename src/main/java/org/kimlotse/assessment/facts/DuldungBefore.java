package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/** The first day of the earliest Duldung that is known, of whatever kind. */
public record DuldungBefore(LocalDate since) {}
