package org.kimlotse.handover;

import java.time.Instant;
import java.util.Optional;

/** What the engine says about its steps in the background, and the one thing that can be done about a failed one. */
public interface IncidentRepair {

    /** Since when (UTC) a step is due that nobody carries out; empty if none is due. */
    Optional<Instant> dueSince();

    /** Whether the step still stands because it failed as often as it may; false if it went on or is gone. */
    boolean stands(String jobId);

    /** Gives it one more try; if that fails as well, it is a new incident. Does nothing if it does not stand. */
    void runAgain(String jobId);
}
