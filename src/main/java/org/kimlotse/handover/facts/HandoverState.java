package org.kimlotse.handover.facts;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a handover stands. That the clock finds an open one dropped is no state of its own: it is a verdict of the rules
 * on top of one of these, and the handover can still be answered. {@link #MISSED} is the end of one that was given up.
 */
public enum HandoverState {
    PREPARED("vorbereitet"),
    SENT("gesendet, noch keine Rückmeldung"),
    ACKNOWLEDGED("Eingang bestätigt, noch nicht angenommen"),
    QUERIED("Rückfrage der Stelle offen"),
    ACCEPTED("angenommen, Ergebnis steht aus"),
    /** Nothing is transferred: the person does it, with a letter that names the deadlines; for the rules as accepted. */
    SELF_SERVICE("erledigt die Person selbst"),
    DECLINED("abgelehnt, neu zu entscheiden"),
    COMPLETED("abgeschlossen"),
    WITHDRAWN("zurückgenommen"),
    NOT_NEEDED("nicht nötig"),
    MISSED("nicht erledigt");

    /** Something is still expected of somebody. */
    public static final Set<HandoverState> OPEN = openStates();

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
        return this == COMPLETED || this == WITHDRAWN || this == NOT_NEEDED || this == MISSED;
    }

    public boolean open() {
        return !closed();
    }

    /** The receiving office has the data and is asked something. */
    public boolean awaitsAnswer() {
        return this == SENT || this == ACKNOWLEDGED || this == QUERIED;
    }

    /** The receiving office has the data and still works with it. */
    public boolean withReceiver() {
        return awaitsAnswer() || this == ACCEPTED;
    }

    private static Set<HandoverState> openStates() {
        EnumSet<HandoverState> states = EnumSet.noneOf(HandoverState.class);
        Arrays.stream(values()).filter(HandoverState::open).forEach(states::add);
        return Collections.unmodifiableSet(states);
    }
}
