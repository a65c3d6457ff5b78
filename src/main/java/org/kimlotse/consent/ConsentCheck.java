package org.kimlotse.consent;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a transfer may take place.
 *
 * @param missing categories no valid consent covers; empty if valid
 * @param validUntil the day the first of the consents ends, or null if none was found
 * @param consents the consents the transfer rests on
 * @param basis what a letter says it rests on, German, without a name; empty if not valid
 * @param reason German, one sentence or more, for the person who wants to send
 */
public record ConsentCheck(
        boolean valid,
        Set<DataCategory> missing,
        @Nullable LocalDate validUntil,
        List<UUID> consents,
        String basis,
        String reason) {

    public ConsentCheck {
        missing = Set.copyOf(missing);
        consents = List.copyOf(consents);
    }
}
