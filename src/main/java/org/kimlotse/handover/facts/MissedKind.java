package org.kimlotse.handover.facts;

/** In which way a handover was dropped; the value {@code missedKind} of a finding {@code MISSED_HANDOVER}. */
public enum MissedKind {
    NEVER_SENT("nie gesendet"),
    SENT_NO_ACKNOWLEDGEMENT("gesendet, keine Rückmeldung"),
    ACKNOWLEDGED_NO_ANSWER("Eingang bestätigt, keine Entscheidung"),
    QUERIED_NOT_ANSWERED("Rückfrage nicht beantwortet"),
    ACCEPTED_NO_OUTCOME("angenommen, kein Ergebnis"),
    DECLINED_NOT_REROUTED("abgelehnt, nicht weitergeleitet"),
    STOP_DATE_LEAVES_GAP("Einstellung lässt eine Lücke");

    private final String label;

    MissedKind(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
