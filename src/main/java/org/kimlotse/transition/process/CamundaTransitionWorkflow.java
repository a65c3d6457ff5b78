package org.kimlotse.transition.process;

import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverVariables;
import org.kimlotse.shared.CaseId;
import org.kimlotse.transition.TransitionWorkflow;
import org.springframework.stereotype.Component;

/** Messages to the process of a change of benefit law, under the case's number. */
@Component
class CamundaTransitionWorkflow implements TransitionWorkflow {

    private final Workflows workflows;

    CamundaTransitionWorkflow(Workflows workflows) {
        this.workflows = workflows;
    }

    @Override
    public boolean underWay(HandoverId id) {
        return workflows.isRunning("handover", id.toString());
    }

    @Override
    public void stepAgain(CaseId caseId, HandoverId id) {
        workflows.correlate(
                "transition.stepAgain", caseId.number(), Answers.of(HandoverVariables.HANDOVER_ID, id.toString()));
    }

    @Override
    public void review(CaseId caseId) {
        workflows.correlate("transition.review", caseId.number(), Answers.none());
    }
}
