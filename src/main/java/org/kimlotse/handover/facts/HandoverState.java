package org.kimlotse.handover.facts;

/** Where a handover stands. "Missed" is no state of its own: it is a verdict of the rules on top of one of these. */
public enum HandoverState {
    PREPARED("vorbereitet"),
    SENT("gesendet"),
    ACKNOWLEDGED("Eingang bestätigt"),
    QUERIED("Rückfrage gestellt"),
    ACCEPTED("angenommen"),
    DECLINED("abgelehnt"),
    COMPLETED("abgeschlossen"),
    WITHDRAWN("zurückgenommen"),
    NOT_NEEDED("nicht nötig");

    private final String label;

    HandoverState(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** Nothing is expected of anybody any more. */
    public boolean closed() {
        return this == COMPLETED || this == WITHDRAWN || this == NOT_NEEDED;
    }
}
