package org.kimlotse.referral.facts;

/** In which script a person reads and writes. */
public enum Literacy {
    LATIN("liest und schreibt in lateinischer Schrift"),
    OTHER_SCRIPT("liest und schreibt, aber nicht in lateinischer Schrift"),
    NONE("liest und schreibt nicht oder kaum");

    private final String label;

    Literacy(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
