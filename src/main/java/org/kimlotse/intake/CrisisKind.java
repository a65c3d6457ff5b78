package org.kimlotse.intake;

/** What makes a situation a crisis. The list is for people: nobody is diagnosed and no rule reads it. */
public enum CrisisKind {
    SUICIDAL("Gedanken an Selbsttötung"),
    DANGER_TO_OTHERS("Gefahr für andere"),
    PSYCHOSIS("verwirrt, nicht ansprechbar, hört oder sieht Dinge"),
    MEDICAL_EMERGENCY("medizinischer Notfall"),
    CHILD_ENDANGERMENT("ein Kind ist gefährdet"),
    DOMESTIC_VIOLENCE("häusliche Gewalt");

    private final String label;

    CrisisKind(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
