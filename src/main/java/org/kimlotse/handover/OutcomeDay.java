package org.kimlotse.handover;

/** What the day of an outcome means. */
public enum OutcomeDay {
    /** The day it happened; never in the future. */
    EVENT,
    /** The last day of the old benefit, as its office has named it. */
    BENEFIT_ENDS,
    /** The first day of the new benefit, as its office has decided. */
    BENEFIT_BEGINS,
    /** A day agreed on, for example an appointment; may be in the future. */
    AGREED;

    public boolean mayLieAhead() {
        return this != EVENT;
    }
}
