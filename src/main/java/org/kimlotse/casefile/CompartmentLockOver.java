package org.kimlotse.casefile;

import java.util.UUID;
import org.kimlotse.shared.CaseId;

/** The case went back to the one for whom the compartment had been open, or on to somebody else: nobody has to look at this any more. */
public record CompartmentLockOver(CaseId caseId, UUID lockId) {}
