package org.kimlotse.preview;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.preview.Household.Member;

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
        @Nullable Boolean secrecyReleased) {

    /** The same without observations that lie ahead; a sending that is planned says by when to expect an answer. */
    HealthInput knownBy(LocalDate today) {
        return new HealthInput(
                observations,
                impaired,
                Member.happened(noticedOn, today),
                acuteDanger,
                consents,
                sentOn,
                therapyOngoing,
                specialNeeds,
                access,
                secrecyReleased);
    }
}
