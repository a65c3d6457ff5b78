package org.kimlotse.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/**
 * Where a form is open: the task and what it is about.
 *
 * @param formKey id of the form, kebab-case
 * @param taskKey element id of the user task
 * @param processKey process definition key
 * @param businessKey case number, handover id or bottleneck id
 * @param caseNumber the case the task belongs to, or null (steering tasks have none)
 * @param userId who has it open
 * @param variables the routing answers and ids of the task's scope (for example {@code handoverId}, {@code seat})
 */
public record FormContext(
        String formKey,
        String taskId,
        String taskKey,
        String processKey,
        String executionId,
        String businessKey,
        @Nullable String caseNumber,
        String userId,
        java.util.Map<String, Object> variables) {

    public Optional<CaseId> caseId() {
        return Optional.ofNullable(caseNumber).map(CaseId::new);
    }

    /** @throws IllegalStateException if this task belongs to no case: a fault of the model, not of the user */
    public CaseId requireCase() {
        return caseId().orElseThrow(
                        () -> new IllegalStateException("task " + taskKey + " of " + processKey + " has no case"));
    }
}
