package org.kimlotse.handover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field an office was given was wrong.
 *
 * @param attempt the sending it belongs to
 * @param newValue what is right, German; null: it does not apply at all, or it may not be given
 * @param withheld there is a right value, and neither consent nor law allows giving it now
 * @param correctedAt UTC
 * @param toldAt UTC, when the office's letter was written; null: not yet
 */
record DataCorrection(
        int attempt,
        String fieldKey,
        String label,
        @Nullable String newValue,
        boolean withheld,
        Instant correctedAt,
        @Nullable Instant toldAt) {}
