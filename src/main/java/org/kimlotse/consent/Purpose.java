package org.kimlotse.consent;

/** What a transfer is for: one goal area. */
public enum Purpose {
    BENEFIT_TRANSITION("Übergang in die neue Leistung"),
    LANGUAGE("Sprache"),
    WORK("Arbeit"),
    HOUSING("Wohnen"),
    RESIDENCE("Aufenthalt"),
    FAMILY("Familie"),
    HEALTH("Gesundheit");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
