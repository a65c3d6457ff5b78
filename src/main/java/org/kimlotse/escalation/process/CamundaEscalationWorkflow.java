package org.kimlotse.escalation.process;

import org.kimlotse.engine.Answers;
import org.kimlotse.engine.Workflows;
import org.kimlotse.escalation.Bottleneck;
import org.kimlotse.escalation.EscalationWorkflow;
import org.springframework.stereotype.Component;

@Component
class CamundaEscalationWorkflow implements EscalationWorkflow {

    private final Workflows workflows;

    CamundaEscalationWorkflow(Workflows workflows) {
        this.workflows = workflows;
    }

    @Override
    public void bottleneckOpened(Bottleneck.Id id) {
        workflows.start(
                EscalationProcess.PROCESS, id.toString(), Answers.of(EscalationProcess.BOTTLENECK_ID, id.toString()));
    }

    @Override
    public void viewStated(Bottleneck.Id id, String seatCode) {
        workflows.finishTask(id.toString(), "userTask_statePosition", EscalationProcess.SEAT.name(), seatCode);
    }
}
