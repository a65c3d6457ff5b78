package org.kimlotse.casefile;

import java.util.UUID;
import org.kimlotse.shared.CaseId;

/**
 * Somebody else than its manager gave a case away; coordination has to look at it before the health compartment opens for the
 * successor.
 */
public record CompartmentShut(CaseId caseId, UUID lockId) {}
