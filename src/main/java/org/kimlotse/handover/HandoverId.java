package org.kimlotse.handover;

import java.util.UUID;

/** The id of a handover; also the business key of its process. */
public record HandoverId(UUID value) {

    public static HandoverId random() {
        return new HandoverId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no id */
    public static HandoverId of(String text) {
        return new HandoverId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
