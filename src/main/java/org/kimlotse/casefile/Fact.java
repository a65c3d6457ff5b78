package org.kimlotse.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * One dated statement about a person. A statement that turns out wrong is superseded, never changed or deleted.
 *
 * @param kind what it is about; the module that knows the kind declares it with a {@link FactKind} bean
 * @param value a code, an ISO date, {@code true}/{@code false}; empty: it is now known that nothing is known
 * @param validFrom the first day it holds (Europe/Berlin), or null if it has no beginning (a date of an event)
 * @param source where it came from, for example {@code assessment}
 * @param recordedAt UTC
 * @param supersededBy the statement that replaced it, or null if it stands
 */
public record Fact(
        UUID id,
        CaseId caseId,
        UUID personId,
        String kind,
        String value,
        @Nullable LocalDate validFrom,
        String source,
        Instant recordedAt,
        String recordedBy,
        @Nullable UUID supersededBy,
        @Nullable Instant supersededAt,
        @Nullable String correctionReason) {

    public boolean stands() {
        return supersededBy == null;
    }
}
