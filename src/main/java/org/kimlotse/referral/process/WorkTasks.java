package org.kimlotse.referral.process;

import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.referral.WorkReferral;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Called by {@code referral-jobcenter.bpmn}. */
@Component("workTasks")
public class WorkTasks {

    private final WorkReferral work;
    private final Clock clock;
    private final int lookAgainDays;

    WorkTasks(WorkReferral work, Clock clock, @Value("${lotse.referral.look-again-days:30}") int lookAgainDays) {
        this.work = work;
        this.clock = clock;
        this.lookAgainDays = lookAgainDays;
    }

    public void readTalk(DelegateExecution execution) {
        execution.setVariable(
                ReferralProcess.TALK_CONFIRMED.name(),
                ReferralProcess.TALK_CONFIRMED.stored(work.talkConfirmed(ReferralTasks.id(execution))));
    }

    /** When the plan has to be gone through again; without a plan, in a month. */
    public Date reviewDue(DelegateExecution execution) {
        var day = work.deadline(ReferralTasks.id(execution), "reviewBy")
                .orElse(BusinessCalendar.today(clock).plusDays(lookAgainDays));
        execution.setVariable(CaseVariables.DEADLINE.name(), CaseVariables.DEADLINE.stored(day));
        return TaskDates.endOf(day);
    }
}
