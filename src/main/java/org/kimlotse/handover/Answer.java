package org.kimlotse.handover;

import org.jspecify.annotations.Nullable;

/**
 * What the receiving office says.
 *
 * @param reason only with {@link Kind#DECLINED}
 * @param text the question, or a note to the refusal; null if there is none
 * @param byPhone who said it on the telephone and when; null if the office wrote it itself
 */
public record Answer(Kind kind, @Nullable DeclineReason reason, @Nullable String text, @Nullable Confirmation byPhone) {

    public enum Kind {
        ACKNOWLEDGED,
        ACCEPTED,
        DECLINED,
        QUERIED
    }

    public static Answer acknowledged() {
        return new Answer(Kind.ACKNOWLEDGED, null, null, null);
    }

    public static Answer accepted() {
        return new Answer(Kind.ACCEPTED, null, null, null);
    }

    public static Answer declined(DeclineReason reason, @Nullable String note) {
        return new Answer(Kind.DECLINED, reason, note, null);
    }

    public static Answer queried(String question) {
        return new Answer(Kind.QUERIED, null, question, null);
    }

    public Answer onThePhone(Confirmation said) {
        return new Answer(kind, reason, text, said);
    }
}
