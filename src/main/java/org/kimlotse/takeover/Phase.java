package org.kimlotse.takeover;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a case had come when it was taken over. It is told, not acted on: the consents have to be asked for first. */
public enum Phase {
    INTAKE("Aufnahme"),
    COUNSELLING("Beratung"),
    CASE_MANAGEMENT("Begleitung");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    static Optional<Phase> find(String text) {
        return Arrays.stream(values())
                .filter(p -> p.label.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
