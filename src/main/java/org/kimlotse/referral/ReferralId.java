package org.kimlotse.referral;

import java.util.UUID;

/** The id of a referral; also the business key of its process. */
public record ReferralId(UUID value) {

    static ReferralId random() {
        return new ReferralId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if the text is no id */
    public static ReferralId of(String text) {
        return new ReferralId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
