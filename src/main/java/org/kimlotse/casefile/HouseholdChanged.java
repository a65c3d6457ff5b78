package org.kimlotse.casefile;

import org.kimlotse.shared.CaseId;

/** Somebody was added to a household, or taken out of it. */
public record HouseholdChanged(CaseId caseId, boolean added) {}
