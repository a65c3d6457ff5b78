package org.kimlotse.casework.process;

import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseClosing;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casework.CaseChanges;
import org.kimlotse.casework.Closings;
import org.kimlotse.casework.OpenWork;
import org.kimlotse.casework.Referrals;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What {@code case-management.bpmn} asks of this module. */
@Component("caseworkTasks")
class CaseworkTasks {

    private static final int CHANGE_DAYS = 7;

    private final Referrals referrals;
    private final OpenWork openWork;
    private final Closings closings;
    private final CaseClosing closing;
    private final Workflows workflows;
    private final Clock clock;
    private final int reviewDays;

    CaseworkTasks(
            Referrals referrals,
            OpenWork openWork,
            Closings closings,
            CaseClosing closing,
            Workflows workflows,
            Clock clock,
            @Value("${lotse.casework.review-days:90}") int reviewDays) {
        this.referrals = referrals;
        this.openWork = openWork;
        this.closings = closings;
        this.closing = closing;
        this.workflows = workflows;
        this.clock = clock;
        this.reviewDays = reviewDays;
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
        return TaskDates.endOf(BusinessCalendar.today(clock).plusDays(reviewDays));
    }

    /** A week to look at what changed. */
    public Date changeDue(DelegateExecution execution) {
        return TaskDates.endOf(BusinessCalendar.today(clock).plusDays(CHANGE_DAYS));
    }

    /** „Fall begleiten“ ends, and the situation is recorded anew. */
    public void beginReassessment(DelegateExecution execution) {
        workflows.broadcast(CaseChanges.REASSESSMENT_DUE, caseOf(execution).number(), Answers.none());
    }

    public void checkOpenWork(DelegateExecution execution) {
        boolean open = openWork.any(caseOf(execution));
        execution.setVariable(CaseworkProcess.OPEN_WORK.name(), CaseworkProcess.OPEN_WORK.stored(open));
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
