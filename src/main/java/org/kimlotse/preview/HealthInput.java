package org.kimlotse.preview;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Observations and acute danger as a person was told or has seen them; never a diagnosis. */
public record HealthInput(
        Set<String> observations,
        boolean impaired,
        @Nullable LocalDate noticedOn,
        Set<String> acuteDanger,
        Set<String> consents,
        @Nullable LocalDate sentOn,
        boolean therapyOngoing,
        boolean specialNeeds,
        @Nullable String access,
        @Nullable Boolean secrecyReleased) {}
