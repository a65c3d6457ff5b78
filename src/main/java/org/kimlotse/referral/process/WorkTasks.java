package org.kimlotse.referral.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.referral.WorkReferral;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** Called by {@code referral-jobcenter.bpmn}. */
@Component("workTasks")
public class WorkTasks {

    private final WorkReferral work;
    private final Clock clock;
    private final ReferralTasks tasks;

    WorkTasks(WorkReferral work, ReferralTasks tasks, Clock clock) {
        this.work = work;
        this.clock = clock;
        this.tasks = tasks;
    }

    public void readTalk(DelegateExecution execution) {
        execution.setVariable(
                ReferralProcess.TALK_CONFIRMED.name(),
                ReferralProcess.TALK_CONFIRMED.stored(work.talkConfirmed(ReferralTasks.id(execution))));
    }

    /** A talk is written down on its day or the first working day after it; without a day, soon. */
    public Date talkDue(DelegateExecution execution) {
        LocalDate today = BusinessCalendar.today(clock);
        return dueOn(
                execution,
                work.talkDay(ReferralTasks.id(execution))
                        .filter(day -> !day.isBefore(today))
                        .map(BusinessCalendar::rollForward)
                        .orElse(tasks.soon()));
    }

    /** When somebody wanted to ask for the plan again; else soon. */
    public Date planDue(DelegateExecution execution) {
        LocalDate today = BusinessCalendar.today(clock);
        return dueOn(
                execution,
                work.planAskedOn(ReferralTasks.id(execution))
                        .filter(day -> !day.isBefore(today))
                        .orElse(tasks.soon()));
    }

    private static Date dueOn(DelegateExecution execution, LocalDate day) {
        execution.setVariable(CaseVariables.DEADLINE.name(), CaseVariables.DEADLINE.stored(day));
        return TaskDates.endOf(day);
    }

    /** The last Arbeitstag on which the plan has to be gone through again, soon if that is over; without a plan, in a month. */
    public Date reviewDue(DelegateExecution execution) {
        LocalDate today = BusinessCalendar.today(clock);
        return dueOn(
                execution,
                work.deadline(ReferralTasks.id(execution), "reviewBy")
                        .map(day -> BusinessCalendar.minusArbeitstage(day.plusDays(1), 1))
                        .map(day -> day.isBefore(today) ? tasks.soon() : day)
                        .orElse(tasks.later()));
    }
}
