package org.kimlotse.casefile;

import java.util.UUID;
import org.kimlotse.shared.CaseId;

/** The case went back to the one for whom the compartment had been open: nobody has to look at it any more. */
public record CompartmentReturned(CaseId caseId, UUID lockId) {}
