package org.kimlotse.intake;

import org.kimlotse.shared.CaseId;

/** The first question of the first contact was answered with yes: somebody has to act at once. Says no more than that. */
public record AcuteDanger(CaseId caseId) {}
