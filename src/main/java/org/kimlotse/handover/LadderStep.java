package org.kimlotse.handover;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.handover.facts.MissedKind;

/** One step of the ladder that was climbed for a dropped handover, with why. */
record LadderStep(
        int round,
        int level,
        Instant climbedAt,
        @Nullable UUID letterId,
        MissedKind missedKind,
        LocalDate missedOn,
        String reason,
        String ruleId,
        String ruleSetVersion,
        @Nullable String doneCode,
        @Nullable Instant doneAt) {}
