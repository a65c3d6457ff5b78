package org.kimlotse.referral.facts;

/** Command of German in the Common European Framework, ascending. */
public enum GermanLevel {
    NONE("keine oder wenige Worte"),
    A1("A1"),
    A2("A2"),
    B1("B1"),
    B2("B2"),
    C1("C1"),
    C2("C2");

    private final String label;

    GermanLevel(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
