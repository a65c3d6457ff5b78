package org.kimlotse.takeover;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload that was checked. Only whoever uploaded it sees it; a day later it is gone.
 *
 * @param notices German, one per line: how the file was read, which columns are ignored
 */
public record TakeoverFile(
        UUID id,
        State state,
        String notices,
        Instant uploadedAt,
        String uploadedBy,
        @Nullable Instant confirmedAt,
        @Nullable Instant doneAt) {

    public enum State {
        CHECKING("wird geprüft"),
        CHECKED("geprüft, noch nichts übernommen"),
        RUNNING("wird übernommen"),
        DONE("abgeschlossen");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** What a reader sees, in German. */
        public String label() {
            return label;
        }
    }
}
