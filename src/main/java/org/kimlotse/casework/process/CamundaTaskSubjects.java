package org.kimlotse.casework.process;

import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casework.TaskSubjects;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** Looks the task up with the signed-in user's own rights, then reads the case number without. */
@Component
class CamundaTaskSubjects implements TaskSubjects {

    private final TaskService tasks;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final IdentityService identities;
    private final Actors actors;

    CamundaTaskSubjects(
            TaskService tasks,
            RepositoryService repository,
            RuntimeService runtime,
            IdentityService identities,
            Actors actors) {
        this.tasks = tasks;
        this.repository = repository;
        this.runtime = runtime;
        this.identities = identities;
        this.actors = actors;
    }

    @Override
    public Optional<Subject> of(String taskId) {
        Optional<Actors.Actor> actor = actors.current();
        if (actor.isEmpty()) {
            return Optional.empty();
        }
        Authentication before = identities.getCurrentAuthentication();
        try {
            identities.setAuthentication(
                    actor.get().id(), actor.get().groups().stream().toList());
            Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
            if (task == null) {
                return Optional.empty();
            }
            identities.clearAuthentication();
            Object number = tasks.getVariable(taskId, CaseVariables.CASE_NUMBER.name());
            String processKey = repository
                    .getProcessDefinition(task.getProcessDefinitionId())
                    .getKey();
            return Optional.of(new Subject(
                    number == null ? null : new CaseId(CaseVariables.CASE_NUMBER.typed(number)),
                    businessKey(task),
                    processKey,
                    task.getTaskDefinitionKey()));
        } finally {
            restore(before);
        }
    }

    private String businessKey(Task task) {
        String key = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
        return key == null ? "" : key;
    }

    private void restore(@Nullable Authentication before) {
        if (before == null) {
            identities.clearAuthentication();
        } else {
            identities.setAuthentication(before);
        }
    }
}
