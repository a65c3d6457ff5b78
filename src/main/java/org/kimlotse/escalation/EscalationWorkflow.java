package org.kimlotse.escalation;

/** What the use cases tell the process. */
public interface EscalationWorkflow {

    /** A bottleneck was opened: coordination gets the task to write its dossier. */
    void bottleneckOpened(Bottleneck.Id id);

    /** A seat has said its view elsewhere: the task that asks for it ends. */
    void viewStated(Bottleneck.Id id, String seatCode);
}
