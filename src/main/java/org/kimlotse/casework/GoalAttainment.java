package org.kimlotse.casework;

/** How far the agreed goals were reached when a case is closed. */
public enum GoalAttainment {
    FULLY("voll erreicht"),
    PARTLY("teilweise erreicht"),
    NONE("nicht erreicht"),
    /** Closed before there was an agreement. */
    NOT_AGREED("nicht vereinbart");

    private final String label;

    GoalAttainment(String label) {
        this.label = label;
    }

    /** Goes after "Ziele". */
    public String label() {
        return label;
    }
}
