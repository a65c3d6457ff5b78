package org.kimlotse.escalation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something somebody does until a day because the group decided so.
 *
 * @param done null while open; false if its owner reported that it could not be done
 * @param doneOn day (Europe/Berlin) of the report, null while open
 */
public record Measure(
        UUID id,
        UUID resolution,
        Bottleneck.Id bottleneck,
        String body,
        Owner owner,
        LocalDate dueOn,
        @Nullable Boolean done,
        @Nullable LocalDate doneOn,
        @Nullable String doneBy,
        @Nullable String note) {

    /** Who has to do it. */
    public record Owner(Kind kind, String ref) {

        public enum Kind {
            /** Code of an office; its partner group gets the task. */
            OFFICE,
            /** Code of a seat; its holder and deputy get the task. */
            SEAT,
            /** A user id. */
            USER
        }

        /** As it stands in the form, for example {@code SEAT:jobcenter}. */
        public String value() {
            return kind + ":" + ref;
        }

        /** @throws IllegalArgumentException if the text is not {@code KIND:ref} */
        public static Owner parse(String value) {
            int colon = value.indexOf(':');
            if (colon < 1 || colon == value.length() - 1) {
                throw new IllegalArgumentException("not an owner: " + value);
            }
            return new Owner(Kind.valueOf(value.substring(0, colon)), value.substring(colon + 1));
        }
    }

    /** As it is proposed to be recorded with a resolution. */
    public record Draft(String body, Owner owner, LocalDate dueOn) {}

    public boolean open() {
        return done == null;
    }
}
