package org.kimlotse.handover.facts;

/** In which way a handover was dropped; the value {@code missedKind} of a finding {@code MISSED_HANDOVER}. */
public enum MissedKind {
    NEVER_SENT(Turn.CASE_MANAGEMENT, "nie gesendet"),
    /** On paper, and still on the pile: the office cannot have it yet. */
    NOT_POSTED(Turn.CASE_MANAGEMENT, "nicht verschickt"),
    SENT_NO_ACKNOWLEDGEMENT(Turn.OFFICE, "gesendet, keine Rückmeldung"),
    ACKNOWLEDGED_NO_ANSWER(Turn.OFFICE, "Eingang bestätigt, keine Entscheidung"),
    QUERIED_NOT_ANSWERED(Turn.CASE_MANAGEMENT, "Rückfrage nicht beantwortet"),
    ACCEPTED_NO_OUTCOME(Turn.OFFICE, "angenommen, kein Ergebnis"),
    DECLINED_NOT_REROUTED(Turn.CASE_MANAGEMENT, "abgelehnt, nicht weitergeleitet"),
    STOP_DATE_LEAVES_GAP(Turn.OFFICE, "Einstellung lässt eine Lücke");

    private final Turn turn;
    private final String label;

    MissedKind(Turn turn, String label) {
        this.turn = turn;
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** Whose step is missing. */
    public Turn turn() {
        return turn;
    }
}
