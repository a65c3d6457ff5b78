package org.kimlotse.transition;

import org.kimlotse.handover.HandoverId;
import org.kimlotse.shared.CaseId;

/** What the change of a benefit law tells its process; the tables are the truth, the process follows. */
public interface TransitionWorkflow {

    /** True while a handover has a process that waits or works. */
    boolean underWay(HandoverId id);

    /** A step whose process has ended, or never asked for anything, is to be done after all. */
    void stepAgain(CaseId caseId, HandoverId id);

    /** Plan and facts do not fit: a person has to decide. Told once until they have. */
    void review(CaseId caseId);
}
