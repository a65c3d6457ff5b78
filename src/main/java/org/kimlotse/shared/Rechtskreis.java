package org.kimlotse.shared;

/** The legal domains between which a person's livelihood can move. German because the law made the words. */
public enum Rechtskreis {
    ASYLBLG("AsylbLG"),
    SGB_II("SGB II"),
    SGB_III("SGB III"),
    SGB_V("SGB V"),
    SGB_VIII("SGB VIII"),
    SGB_IX("SGB IX"),
    SGB_XII_3("SGB XII, 3. Kapitel"),
    SGB_XII_4("SGB XII, 4. Kapitel"),
    AUFENTHG("AufenthG"),
    NONE("kein Leistungsbezug");

    private final String label;

    Rechtskreis(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
