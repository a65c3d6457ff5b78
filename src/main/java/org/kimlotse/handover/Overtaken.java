package org.kimlotse.handover;

import org.kimlotse.handover.facts.HandoverState;

/** Somebody else was quicker, or the handover is no longer where the caller believed it to be. Nothing was changed. */
final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Handover now;
    private final transient HandoverEvent last;

    Overtaken(Handover now, HandoverEvent last) {
        super("handover " + now.id() + " is " + now.state() + " since " + last.action());
        this.now = now;
        this.last = last;
    }

    HandoverEvent last() {
        return last;
    }

    HandoverState state() {
        return now.state();
    }
}
