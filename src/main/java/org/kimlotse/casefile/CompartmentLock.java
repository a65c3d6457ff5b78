package org.kimlotse.casefile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * A case that somebody else than its manager gave away: until coordination has confirmed that, the health compartment stays
 * shut for whoever runs the case now.
 *
 * @param former user id of the last one for whom it was open
 * @param movedBy user id of who gave the case away
 * @param at when (UTC)
 * @param verdict null as long as nobody has looked at it
 * @param note what coordination wrote about it, or null
 * @param decidedAt when it was decided (UTC), or null
 */
public record CompartmentLock(
        UUID id,
        CaseId caseId,
        String former,
        String movedBy,
        Instant at,
        @Nullable Verdict verdict,
        @Nullable String note,
        @Nullable Instant decidedAt) {

    /** What coordination made of it. */
    public enum Verdict {
        /** The compartment is open for the successor. */
        CONFIRMED,
        /** It stays shut, and coordination has to settle who runs the case. */
        REFUSED,
        /** Refused, and then coordination gave the case to somebody: for them it is open. */
        SETTLED,
        /** The case went back to the one for whom it had been open. */
        RETURNED,
        /** Given on to somebody else before the compartment was open again: that is looked at anew. */
        SUPERSEDED;

        boolean opens() {
            return this != REFUSED;
        }
    }

    boolean shut() {
        return verdict == null || !verdict.opens();
    }
}
