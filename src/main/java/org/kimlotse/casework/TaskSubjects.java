package org.kimlotse.casework;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.CaseId;

/** What a task is about, for pages beside it. */
public interface TaskSubjects {

    /**
     * @param caseId the task's case, null if it belongs to none
     * @param businessKey of the task's process: the case number, the handover's or the bottleneck's id; may be empty
     * @param processKey process definition key
     * @param taskKey element id of the user task
     */
    record Subject(@Nullable CaseId caseId, String businessKey, String processKey, String taskKey) {}

    /** Empty if the task is gone or the signed-in user may not see it. */
    Optional<Subject> of(String taskId);
}
