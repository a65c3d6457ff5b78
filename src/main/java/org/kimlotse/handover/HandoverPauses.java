package org.kimlotse.handover;

import java.time.Instant;
import java.util.Optional;
import org.kimlotse.shared.CaseId;

/** A module that knows when the clocks of a case have to stand still. */
public interface HandoverPauses {

    /** When to look again (UTC), if the case is paused now. */
    Optional<Instant> pausedUntil(CaseId caseId);
}
