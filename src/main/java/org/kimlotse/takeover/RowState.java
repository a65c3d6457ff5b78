package org.kimlotse.takeover;

/** What becomes of a row. */
public enum RowState {
    READ("wird noch geprüft"),
    GOOD("kann übernommen werden"),
    ALIKE("vielleicht schon bekannt"),
    KNOWN("schon übernommen"),
    WRONG("bitte berichtigen"),
    WAITING("wird übernommen"),
    /** As {@link #WAITING}; somebody has looked at who is alike. */
    WAITING_ANYWAY("wird übernommen"),
    TAKEN("übernommen"),
    HELD("zurückgestellt"),
    FAILED("nicht übernommen");

    private final String label;

    RowState(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** Somebody may choose the row. */
    public boolean selectable() {
        return this == GOOD || this == ALIKE;
    }

    boolean waiting() {
        return this == WAITING || this == WAITING_ANYWAY;
    }
}
