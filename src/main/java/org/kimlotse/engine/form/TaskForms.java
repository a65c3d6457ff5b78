package org.kimlotse.engine.form;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.form.TaskFormData;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.springframework.stereotype.Component;

/** The form of a task, as it was deployed with the task's process. Deployed files never change, so parsed ones are kept. */
@Component
class TaskForms {

    private final Map<String, FormModel> parsed = new ConcurrentHashMap<>();

    FormModel of(CommandContext context, TaskEntity task) {
        TaskFormData data = task.getTaskDefinition().getTaskFormHandler().createTaskForm(task);
        CamundaFormRef ref = data.getCamundaFormRef();
        if (ref == null) {
            throw new BadUserRequestException("Diese Aufgabe hat kein Formular.");
        }
        CamundaFormDefinition definition =
                context.runWithoutAuthorization(new GetCamundaFormDefinitionCmd(ref, data.getDeploymentId()));
        if (definition == null) {
            throw new BadUserRequestException("Das Formular \"" + ref.getKey() + "\" dieser Aufgabe fehlt.");
        }
        return parsed.computeIfAbsent(definition.getDeploymentId() + "/" + definition.getResourceName(), key -> {
            ResourceEntity resource = context.getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(
                            definition.getDeploymentId(), definition.getResourceName());
            return FormParser.parse(resource.getBytes());
        });
    }
}
