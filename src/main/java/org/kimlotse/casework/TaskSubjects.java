package org.kimlotse.casework;

import java.util.Optional;
import org.kimlotse.shared.CaseId;

/** What a task is about, for pages beside it. */
public interface TaskSubjects {

    /**
     * @param caseId the task's case
     * @param processKey process definition key
     * @param taskKey element id of the user task
     */
    record Subject(CaseId caseId, String processKey, String taskKey) {}

    /** Empty if the task is gone, belongs to no case, or the signed-in user may not see it. */
    Optional<Subject> of(String taskId);
}
