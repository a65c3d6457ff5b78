package org.kimlotse.handover;

/** What came of a handover. */
public enum Outcome {
    DONE("erledigt"),
    PARTLY("teilweise erledigt"),
    NOT_DONE("nicht erledigt");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
