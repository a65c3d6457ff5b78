package org.kimlotse.handover;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kimlotse.handover.facts.HandoverPause;
import org.kimlotse.shared.CaseId;

/** A module that knows when a case has to stand still: nothing is sent, and no clock runs. */
public interface HandoverPauses {

    /**
     * A case stands still now.
     *
     * @param since UTC
     * @param lookAgain UTC
     * @param sentence German, for the team of the case: which step it waits for
     */
    record Standstill(Instant since, Instant lookAgain, String sentence) {}

    Optional<Standstill> now(CaseId caseId);

    /** When these cases stood still, until today for those that still do; oldest first. A case that never did is left out. */
    Map<CaseId, List<HandoverPause>> of(Collection<CaseId> cases);
}
