package org.kimlotse.handover.facts;

import java.util.Arrays;

/** Whose step is missing when a handover was dropped: the receiver's, or that of the team which hands over. */
public enum Turn {
    OFFICE("Stelle"),
    CASE_MANAGEMENT("Fallbegleitung");

    private final String label;

    Turn(String label) {
        this.label = label;
    }

    /** The word in the tables, in German. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException in German if a table holds another word */
    public static Turn of(String label) {
        return Arrays.stream(values())
                .filter(turn -> turn.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "„Am Zug“ muss Stelle oder Fallbegleitung sein oder leer, nicht: " + label));
    }
}
