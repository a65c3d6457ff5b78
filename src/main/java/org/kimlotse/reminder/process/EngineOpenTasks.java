package org.kimlotse.reminder.process;

import org.camunda.bpm.engine.TaskService;
import org.kimlotse.reminder.OpenTasks;
import org.springframework.stereotype.Component;

@Component
class EngineOpenTasks implements OpenTasks {

    private final TaskService tasks;

    EngineOpenTasks(TaskService tasks) {
        this.tasks = tasks;
    }

    @Override
    public boolean any(String userId) {
        return !tasks.createTaskQuery()
                        .taskAssignee(userId)
                        .active()
                        .listPage(0, 1)
                        .isEmpty()
                || !tasks.createTaskQuery()
                        .taskCandidateUser(userId)
                        .active()
                        .listPage(0, 1)
                        .isEmpty();
    }
}
