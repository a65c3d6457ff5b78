package org.kimlotse.correspondence;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * What is to be written.
 *
 * @param idempotencyKey the same key never makes a second letter
 * @param templateKey first part of the keys in {@code messages/letters.properties}
 * @param values for the placeholders of subject and body; dates already written out, nothing personal
 */
public record LetterDraft(
        String idempotencyKey,
        String templateKey,
        Map<String, String> values,
        Letter.Channel channel,
        Recipient recipient,
        @Nullable CaseId caseNumber,
        @Nullable String about) {

    public LetterDraft {
        values = Map.copyOf(values);
    }
}
