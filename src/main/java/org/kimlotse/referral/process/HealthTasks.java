package org.kimlotse.referral.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.kimlotse.engine.TaskDates;
import org.kimlotse.referral.HealthReferral;
import org.kimlotse.shared.Actors;
import org.springframework.stereotype.Component;

/** Called by {@code referral-health.bpmn}. What it answers says nothing about anybody's health. */
@Component("healthTasks")
public class HealthTasks {

    private final HealthReferral health;

    HealthTasks(HealthReferral health) {
        this.health = health;
    }

    public void readContact(DelegateExecution execution) {
        boolean accepted = health.accepted(ReferralTasks.id(execution));
        execution.setVariable(
                ReferralProcess.CONFIDENTIAL_ACCEPTED.name(), ReferralProcess.CONFIDENTIAL_ACCEPTED.stored(accepted));
        execution.setVariable(
                ReferralProcess.CONFIDENTIAL_APPLICATION.name(),
                ReferralProcess.CONFIDENTIAL_APPLICATION.stored(
                        accepted && health.applicationNeeded(ReferralTasks.id(execution))));
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
