package org.kimlotse.handover;

import org.kimlotse.shared.CaseId;

/**
 * A handover that was taken back will not be done: what builds on it has no ground. Published in the transaction of the
 * decision.
 *
 * @param reason German, as a person typed it
 */
public record HandoverDropped(HandoverId handoverId, CaseId caseId, String hop, String reason) {}
