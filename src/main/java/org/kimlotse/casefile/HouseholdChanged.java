package org.kimlotse.casefile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * Somebody was added to a household, or taken out of it.
 *
 * @param bornOn the birth date of who was added, if it is known
 */
public record HouseholdChanged(CaseId caseId, boolean added, @Nullable LocalDate bornOn) {}
