package org.kimlotse.handover;

/** How a prepared handover goes on. */
public enum SendDecision {
    SEND,
    SELF_SERVICE,
    NOT_NEEDED
}
