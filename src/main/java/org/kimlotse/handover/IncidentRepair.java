package org.kimlotse.handover;

/** What the engine says about a failed step in the background, and the one thing that can be done about it. */
public interface IncidentRepair {

    /** Whether the step still stands because it failed as often as it may; false if it went on or is gone. */
    boolean stands(String jobId);

    /** Gives it one more try; if that fails as well, it is a new incident. Does nothing if it does not stand. */
    void runAgain(String jobId);
}
