package org.kimlotse.casework.process;

import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.Closings;
import org.kimlotse.casework.Reassessments;
import org.kimlotse.casework.Referrals;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** What {@code case-management.bpmn} asks of this module. */
@Component("caseworkTasks")
class CaseworkTasks {

    private final Referrals referrals;
    private final Reassessments reassessments;
    private final Closings closings;
    private final CaseClosing closing;
    private final Workflows workflows;

    CaseworkTasks(
            Referrals referrals,
            Reassessments reassessments,
            Closings closings,
            CaseClosing closing,
            Workflows workflows) {
        this.referrals = referrals;
        this.reassessments = reassessments;
        this.closings = closings;
        this.closing = closing;
        this.workflows = workflows;
    }

    /** Opens what the goal agreement names, each on its own; what already runs is not opened twice. */
    public void openReferrals(DelegateExecution execution) {
        CaseId caseId = caseOf(execution);
        if (referrals.transitionIsDue(caseId)) {
            workflows.correlate(CaseworkProcess.TRANSITION_AGREED, caseId.number(), Answers.none());
        }
        referrals.openAgreed(caseId);
    }

    /** When the case has to be looked at again: the end of the day in Germany. */
    public Date nextReview(DelegateExecution execution) {
        return TaskDates.endOf(reassessments.dueOn(caseOf(execution)));
    }

    /**
     * When „Lage neu prüfen“ may have to come up: from the beginning of that day on, every day, because the task beside it stays and
     * the next period follows.
     *
     * @return a cycle in the notation of ISO 8601
     */
    public String periodOver(DelegateExecution execution) {
        return "R/%s/P1D"
                .formatted(TaskDates.startOf(reassessments.dueOn(caseOf(execution)))
                        .toInstant());
    }

    /** The task in which somebody may be typing stays and gets the day of the next period. */
    public void askForReview(DelegateExecution execution) {
        CaseId caseId = caseOf(execution);
        if (reassessments.askIfDue(caseId)) {
            workflows.redateTasks(
                    caseId.number(),
                    Set.of(CaseChanges.ACCOMPANY),
                    nextReview(execution).toInstant());
        }
    }

    /** By when the situation is to be recorded; after a crisis or a drop-out it waits no longer than any other change. */
    public Date assessDue(DelegateExecution execution) {
        return TaskDates.endOf(reassessments.reviewBy());
    }

    /** By when a step of the team is done that has no day of its own, or the case would lie with it and nobody would be late. */
    public Date stepDue(DelegateExecution execution) {
        return TaskDates.endOf(reassessments.reviewBy());
    }

    /** By when a case that is to be closed is closed, or goes on being accompanied. */
    public Date closeDue(DelegateExecution execution) {
        return TaskDates.endOf(reassessments.reviewBy());
    }

    /** By when somebody says what a change means. */
    public Date changeDue(DelegateExecution execution) {
        return TaskDates.endOf(reassessments.reviewBy());
    }

    /** „Fall begleiten“ ends, and the situation is recorded anew. */
    public void beginReassessment(DelegateExecution execution) {
        workflows.broadcast(CaseChanges.REASSESSMENT_DUE, caseOf(execution).number(), Answers.none());
    }

    public void closeCase(DelegateExecution execution) {
        CaseId caseId = caseOf(execution);
        Case.ClosingReason reason =
                closings.latest(caseId).map(Closings.Closing::reason).orElse(Case.ClosingReason.OTHER);
        closing.closeByProcess(caseId, reason);
    }

    private static CaseId caseOf(DelegateExecution execution) {
        return new CaseId(CaseVariables.CASE_NUMBER.typed(execution.getVariable(CaseVariables.CASE_NUMBER.name())));
    }
}
