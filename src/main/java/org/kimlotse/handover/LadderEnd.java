package org.kimlotse.handover;

/** Why a step of the ladder is over although nobody said that it was done; stored as its {@code done_code}. */
enum LadderEnd {
    /** The answer came, or the handover ended. */
    ENDED_BY_ANSWER,
    /** A corrected fact moved the deadline. */
    ENDED_BY_DEADLINE,
    /** The next step of the ladder has begun: there is one thing to do at a time. */
    ENDED_BY_NEXT_STEP,
    /** What was still on the pile was posted. */
    ENDED_BY_POST,
    /** The clock found that nothing is missed any more. */
    ENDED_BY_CLOCK,
    /** It is missed in another way now, with steps of its own. */
    ENDED_BY_NEXT_ROUND,
    /** The handover had ended before; coordination has seen to the gap. */
    INCIDENT_SETTLED
}
