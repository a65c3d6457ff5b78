package org.kimlotse.intake;

/** An area of life in which a person needs help. */
public enum NeedArea {
    LANGUAGE("Sprache"),
    LIVELIHOOD("Lebensunterhalt"),
    HEALTH("Gesundheit"),
    HOUSING("Wohnen"),
    WORK("Arbeit und Ausbildung"),
    RESIDENCE("Aufenthalt"),
    FAMILY("Familie"),
    SCHOOL("Kita und Schule"),
    DEBT("Schulden"),
    SOCIAL("Soziales Umfeld");

    private final String label;

    NeedArea(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
