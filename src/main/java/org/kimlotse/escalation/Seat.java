package org.kimlotse.escalation;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A seat of the steering group as it is held on a day.
 *
 * @param code stable, lower case, for example {@code jobcenter}
 * @param chair whether its holder chairs the group
 * @param userId who holds it, null while nobody with an account does
 * @param deputyUserId the one named deputy, or null
 */
public record Seat(
        String code,
        String title,
        String institution,
        Voting voting,
        boolean chair,
        @Nullable String userId,
        @Nullable String deputyUserId) {

    public enum Voting {
        MEMBER("Mitglied"),
        ADVISORY("beratend"),
        GUEST("Gast");

        private final String label;

        Voting(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public String label() {
        return title + ", " + institution;
    }

    /** Holder and deputy: they alone speak for the seat. */
    public Set<String> users() {
        return Stream.of(Optional.ofNullable(userId), Optional.ofNullable(deputyUserId))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
