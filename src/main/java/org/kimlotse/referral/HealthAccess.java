package org.kimlotse.referral;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * Somebody else than the case's own manager opened the health compartment, for a written reason and a limited time.
 *
 * @param openedAt UTC
 * @param until UTC, not included
 */
public record HealthAccess(
        UUID id,
        CaseId caseId,
        String userId,
        Instant openedAt,
        Instant until,
        @Nullable Verdict byManager,
        @Nullable Verdict byCoordination) {

    /** What somebody who was not there makes of it afterwards. */
    public enum Verdict {
        JUSTIFIED("gerechtfertigt"),
        NOT_JUSTIFIED("nicht gerechtfertigt");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
