package org.kimlotse.handover.process;

import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Answer;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverVariables;
import org.kimlotse.handover.HandoverWorkflow;
import org.springframework.stereotype.Component;

/** Messages to the process of a handover, under the handover's id. */
@Component
class CamundaHandoverWorkflow implements HandoverWorkflow {

    private static final String PROCESS = "handover";

    private final Workflows workflows;

    CamundaHandoverWorkflow(Workflows workflows) {
        this.workflows = workflows;
    }

    @Override
    public void missed(HandoverId id, int ladderLevel) {
        workflows.correlate("handover.missed", id.toString(), Answers.of(HandoverVariables.LADDER_LEVEL, ladderLevel));
    }

    /** Several steps of the ladder may be open, or none. */
    @Override
    public void caughtUp(HandoverId id) {
        workflows.broadcast("handover.caughtUp", id.toString(), Answers.none());
    }

    /** A handover whose turn never came has no process that could be told. */
    @Override
    public void withdrawn(HandoverId id) {
        if (workflows.isRunning(PROCESS, id.toString())) {
            workflows.correlate("handover.withdrawn", id.toString(), Answers.none());
        }
    }

    @Override
    public void answered(HandoverId id, Answer.Kind answer) {
        workflows.correlate("handover.answered", id.toString(), Answers.of(HandoverVariables.HANDOVER_ANSWER, answer));
    }
}
