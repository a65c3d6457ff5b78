package org.kimlotse.architecture.offenders.referral.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Innocent: a process package may know the engine. */
public class ReferralTasks {

    public void propose(DelegateExecution execution) {
        execution.setVariable("proposed", true);
    }
}
