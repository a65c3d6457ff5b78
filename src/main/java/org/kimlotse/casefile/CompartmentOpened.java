package org.kimlotse.casefile;

import org.kimlotse.shared.CaseId;

/** Coordination opened the compartment for the one who runs the case: what waited there is theirs now. */
public record CompartmentOpened(CaseId caseId) {}
