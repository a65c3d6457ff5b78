package org.kimlotse.casework;

/** How far the agreed goals were reached when a case is closed. */
public enum GoalAttainment {
    FULLY("voll erreicht"),
    PARTLY("teilweise erreicht"),
    NONE("nicht erreicht");

    private final String label;

    GoalAttainment(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
