package org.kimlotse.handover.process;

import java.time.Clock;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.Answer;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverVariables;
import org.kimlotse.handover.HandoverWorkflow;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Messages to the process of a handover, under the handover's id. */
@Component
class CamundaHandoverWorkflow implements HandoverWorkflow {

    private static final String PROCESS = "handover";

    private final Workflows workflows;
    private final Clock clock;

    CamundaHandoverWorkflow(Workflows workflows, Clock clock) {
        this.workflows = workflows;
        this.clock = clock;
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
    public boolean withdrawn(HandoverId id, boolean toDecide) {
        boolean running = workflows.isRunning(PROCESS, id.toString());
        if (running) {
            workflows.correlate(
                    "handover.withdrawn", id.toString(), Answers.of(HandoverVariables.WITHDRAWAL_OPEN, toDecide));
        }
        return running;
    }

    @Override
    public void deadlineChanged(Handover changed) {
        Answers shown = Answers.none();
        changed.due().ifPresent(due -> shown.and(CaseVariables.DEADLINE, due));
        workflows.redate(
                changed.id().toString(),
                HandoverTasks.nextStepDue(changed, BusinessCalendar.today(clock))
                        .map(day -> TaskDates.endOf(day).toInstant())
                        .orElse(null),
                shown);
    }

    @Override
    public void answered(HandoverId id, Answer.Kind answer) {
        workflows.correlate("handover.answered", id.toString(), Answers.of(HandoverVariables.HANDOVER_ANSWER, answer));
    }
}
