package org.kimlotse.escalation;

import java.time.Instant;
import java.util.UUID;

/**
 * What the steering group reads about a bottleneck, one version of it. A released version never changes.
 *
 * @param version from 1; a new one after each refusal
 * @param body coordination's words; the figures come from the bottleneck
 */
public record Dossier(
        UUID id, Bottleneck.Id bottleneck, int version, Status status, String body, String author, Instant writtenAt) {

    public enum Status {
        WRITTEN,
        RETURNED,
        RELEASED
    }

    /** @param note why it was returned, or null */
    public record Release(
            String userId, boolean released, @org.jspecify.annotations.Nullable String note, Instant at) {}
}
