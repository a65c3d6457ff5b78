package org.kimlotse.handover;

import java.util.UUID;
import org.kimlotse.casefile.Case;
import org.kimlotse.correspondence.Letter;

/** What handing over tells the process; the table is the truth, the process follows. */
public interface HandoverWorkflow {

    /** The clock found the handover dropped: the step of the ladder becomes a task. */
    void missed(HandoverId id, int ladderLevel);

    /** While a step of the ladder is open it is what there is to do: what only waits for the office is put off until the next one. */
    void waits(Handover missed);

    /** The handover is no longer dropped: the open tasks of the ladder end, nobody reminds for nothing. */
    void caughtUp(HandoverId id);

    /**
     * The handover was taken back: whatever waits for it ends.
     *
     * @param toDecide a person is asked whether it is prepared anew or dropped
     * @return false if its turn had not come: nobody is asked
     */
    boolean withdrawn(HandoverId id, boolean toDecide);

    /** A corrected fact moved the deadline: open tasks and cards show the new one. */
    void deadlineChanged(Handover changed);

    /**
     * A letter lies ready: on paper somebody has to print and post it, else the office has to read it. It goes on when the
     * handover itself has ended.
     */
    void letterReady(Letter letter, Case file, boolean confidential);

    /** A letter was posted, or must not be posted or read any more: its task ends. */
    void letterSettled(UUID letter);

    /** The office answered outside its task list (by a page of its own, later). */
    void answered(HandoverId id, Answer.Kind answer);
}
