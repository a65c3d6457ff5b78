package org.kimlotse.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lotse itself dropped something; whoever listens makes it a visible, owned task. Published in the transaction that
 * noticed it; carries ids only.
 *
 * @param processKey or null for a message nobody waits for
 * @param businessKey case number, handover id or bottleneck id; null if it has none
 * @param element element id of the failed step, or the message's name
 * @param reference job id or id of the unmatched message
 */
public record EngineIncident(
        Kind kind,
        @Nullable String processKey,
        @Nullable String businessKey,
        String element,
        String reference,
        Instant at) {

    public enum Kind {
        /** A step failed as often as it may. */
        JOB_OUT_OF_RETRIES,
        /** A message found nobody waiting for too long. */
        MESSAGE_UNMATCHED
    }
}
