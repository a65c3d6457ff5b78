package org.kimlotse.access.process;

import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.jspecify.annotations.Nullable;

/**
 * "Freigeben" in Tasklist takes the assignee away, which the engine counts as reassigning. Here it is the opposite of
 * claiming and needs the same right, to work on the task; what it may not do is up to {@link TaskRights}.
 */
class GivingBack extends TaskServiceImpl {

    @Override
    public void setAssignee(String taskId, @Nullable String userId) {
        if (userId == null) {
            commandExecutor.execute(new ClaimTaskCmd(taskId, null));
        } else {
            super.setAssignee(taskId, userId);
        }
    }
}
