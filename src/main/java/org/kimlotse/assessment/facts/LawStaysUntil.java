package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/** AsylbLG goes on, but no longer than to the end of that day; derived by rules. */
public record LawStaysUntil(LocalDate day) {}
