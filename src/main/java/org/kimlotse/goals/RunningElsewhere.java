package org.kimlotse.goals;

import java.util.List;
import org.kimlotse.shared.CaseId;

/** What already runs for the person outside of Lotse, for whoever makes the agreement. */
public interface RunningElsewhere {

    /**
     * @param where the office as typed; may be empty
     * @param text German, one line, as people typed it
     */
    record Running(AgreedReferral kind, String where, String text) {}

    List<Running> of(CaseId caseId);
}
