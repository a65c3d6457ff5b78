package org.kimlotse.takeover;

import java.util.Arrays;
import java.util.Optional;

/** What a row of the file is about. */
public enum RowKind {
    CASE("Fall", "Fall", "Fälle"),
    PERSON("Haushalt", "Person im Haushalt", "Personen im Haushalt"),
    REFERRAL("Vermittlung", "laufende Vermittlung", "laufende Vermittlungen");

    private final String label;
    private final String one;
    private final String many;

    RowKind(String label, String one, String many) {
        this.label = label;
        this.one = one;
        this.many = many;
    }

    /** As it stands in the file. */
    public String label() {
        return label;
    }

    /** German: how many of them. */
    String counted(int number) {
        return number + " " + (number == 1 ? one : many);
    }

    /** An empty cell is a case: files made before there was anything else have no such column. */
    static Optional<RowKind> find(String text) {
        return text.isEmpty()
                ? Optional.of(CASE)
                : Arrays.stream(values())
                        .filter(k -> k.label.equalsIgnoreCase(text))
                        .findFirst();
    }
}
