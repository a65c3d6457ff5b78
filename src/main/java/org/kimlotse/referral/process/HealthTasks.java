package org.kimlotse.referral.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.referral.HealthReferral;
import org.kimlotse.referral.ReferralId;
import org.kimlotse.shared.Actors;
import org.springframework.stereotype.Component;

/** Called by {@code referral-health.bpmn}. What it answers says nothing about anybody's health. */
@Component("healthTasks")
public class HealthTasks {

    private final HealthReferral health;
    private final ReferralTasks tasks;

    HealthTasks(HealthReferral health, ReferralTasks tasks) {
        this.health = health;
        this.tasks = tasks;
    }

    /** Whether it goes on with what an earlier referral began. */
    public void begin(DelegateExecution execution) {
        execution.setVariable(
                ReferralProcess.CONFIDENTIAL_CONTINUES.name(),
                ReferralProcess.CONFIDENTIAL_CONTINUES.stored(health.begin(ReferralTasks.id(execution))));
    }

    /** Right after the appointment; soon if nobody came; else when it is time to look again, before a period is over. */
    public Date followDue(DelegateExecution execution) {
        ReferralId id = ReferralTasks.id(execution);
        Date due = health.afterAppointment(id)
                .map(TaskDates::endOf)
                .orElseGet(() -> health.missed(id) ? tasks.dueSoon(execution) : tasks.dueLater(execution));
        return earlier(due, health.objectionPending(id));
    }

    /** Soon, and never after the last day. */
    public Date deadlineTaskDue(DelegateExecution execution) {
        return earlier(tasks.dueSoon(execution), health.objectionEnd(ReferralTasks.id(execution)));
    }

    private static Date earlier(Date due, Optional<LocalDate> last) {
        return last.map(TaskDates::endOf).filter(due::after).orElse(due);
    }

    public void readContact(DelegateExecution execution) {
        boolean accepted = health.accepted(ReferralTasks.id(execution));
        execution.setVariable(
                ReferralProcess.CONFIDENTIAL_ACCEPTED.name(), ReferralProcess.CONFIDENTIAL_ACCEPTED.stored(accepted));
    }

    /** Asked when its turn comes and kept nowhere: it would tell what the person wishes. */
    public boolean applicationNeeded(DelegateExecution execution) {
        return health.applicationNeeded(ReferralTasks.id(execution));
    }

    public void secureContinuity(DelegateExecution execution) {
        health.secureContinuity(ReferralTasks.id(execution));
    }

    /** The first instant of the benefit law that comes. */
    public Date lawChanges(DelegateExecution execution) {
        return TaskDates.startOf(health.lawChanges(ReferralTasks.id(execution)));
    }

    /** For the handovers called from here: their tasks belong to the case's own manager only. */
    public String nobody(DelegateExecution execution) {
        return Actors.NOBODY;
    }
}
