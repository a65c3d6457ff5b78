package org.kimlotse.correspondence;

import java.util.List;

/**
 * What another module knows of the letters it wrote: who may read one, and what goes with it. Every letter is about
 * something of exactly one module; a letter no module answers for is shown to nobody.
 */
public interface LetterGuard {

    /** @param rows what is enclosed under this heading, label and value, German */
    record Enclosure(String heading, List<Row> rows) {

        public Enclosure {
            rows = List.copyOf(rows);
        }
    }

    record Row(String label, String value) {

        /** Says nothing about the person: an exception's text or a log line may hold it. */
        @Override
        public String toString() {
            return "Row[" + label + "]";
        }
    }

    /** Whether the signed-in user may read this letter. */
    boolean mayRead(Letter letter);

    /** Whether the signed-in user may say that it was posted: only whose letter it is, not the recipient. */
    boolean mayPost(Letter letter);

    /** What is printed with it; read anew each time from the table it belongs to. */
    List<Enclosure> enclosures(Letter letter);
}
