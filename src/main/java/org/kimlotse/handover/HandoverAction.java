package org.kimlotse.handover;

/** What somebody did to a handover; the audit trail and the message to whoever came second speak of it. */
public enum HandoverAction {
    PREPARED("hat diese Übergabe vorbereitet"),
    NOT_NEEDED("hat diese Übergabe als nicht nötig eingetragen"),
    LEFT_TO_ANOTHER("hat diese Übergabe einer Vermittlung überlassen, die dasselbe tut"),
    BEGUN("hat diese Übergabe an die Reihe gebracht"),
    RELEASED("hat entschieden, wie diese Übergabe weitergeht"),
    SENT("hat diese Übergabe gesendet"),
    HANDED_TO_PERSON("hat diese Übergabe der Person selbst überlassen"),
    ACKNOWLEDGED("hat den Eingang dieser Übergabe bestätigt"),
    ACCEPTED("hat diese Übergabe angenommen"),
    DECLINED("hat diese Übergabe abgelehnt"),
    QUERIED("hat zu dieser Übergabe eine Rückfrage gestellt"),
    QUERY_ANSWERED("hat die Rückfrage zu dieser Übergabe beantwortet"),
    COMPLETED("hat diese Übergabe abgeschlossen"),
    GIVEN_UP("hat diese Übergabe als nicht erledigt eingetragen"),
    WITHDRAWN("hat diese Übergabe zurückgenommen"),
    CONSENT_WITHDRAWN("hat diese Übergabe angehalten, weil die Einwilligung widerrufen wurde"),
    PREPARED_AGAIN("hat diese Übergabe neu vorbereitet"),
    HELD("hat diese Übergabe angehalten"),
    RESUMED("lässt diese Übergabe weitergehen"),
    DROPPED("hat entschieden, dass diese Übergabe entfällt"),
    REROUTED("hat diese Übergabe neu vergeben"),
    STOPPED("hat diese Übergabe nach der Ablehnung beendet"),
    CORRECTION_READ("hat die berichtigten Angaben zur Kenntnis genommen"),
    POSTED("hat ein Schreiben zu dieser Übergabe als verschickt vermerkt"),
    RECEIVER_CHANGED("hat die Stelle dieser Übergabe geändert"),
    DATA_CORRECTED("hat die übermittelten Angaben für die Stelle berichtigt"),
    OUTDATED_TOLD("hat einer Stelle, die diese Übergabe nicht mehr hat, gesagt, was nicht mehr zu verwenden ist"),
    REPLANNED("hat diese Übergabe nach dem neuen Recht geplant"),
    COVERAGE_KNOWN("hat den Beginn der neuen Leistung eingetragen"),
    DEADLINE_CHANGED("hat die Frist dieser Übergabe geändert"),
    MISSED("hat diese Übergabe als verpasst erkannt"),
    LADDER_CLIMBED("hat die nächste Stufe der Erinnerung ausgelöst"),
    NO_LONGER_MISSED("stellt fest, dass diese Übergabe nicht mehr als verpasst gilt"),
    LADDER_STEP_DONE("hat eine Stufe der Erinnerung erledigt");

    private final String sentence;

    HandoverAction(String sentence) {
        this.sentence = sentence;
    }

    /** The predicate of "… hat diese Übergabe …". */
    public String sentence() {
        return sentence;
    }
}
