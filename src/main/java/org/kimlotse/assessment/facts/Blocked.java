package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/**
 * Why neither SGB II nor SGB XII pays on a day; derived by rules.
 *
 * @param kind EXCLUDED (§ 7 Abs. 1 S. 2 SGB II), NO_NEED or STUDIES
 */
public record Blocked(LocalDate day, String kind) {}
