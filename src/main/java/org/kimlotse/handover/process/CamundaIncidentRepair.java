package org.kimlotse.handover.process;

import org.camunda.bpm.engine.ManagementService;
import org.kimlotse.handover.IncidentRepair;
import org.springframework.stereotype.Component;

/** Jobs of the engine that are out of retries. */
@Component
class CamundaIncidentRepair implements IncidentRepair {

    private final ManagementService management;

    CamundaIncidentRepair(ManagementService management) {
        this.management = management;
    }

    @Override
    public boolean stands(String jobId) {
        return management.createJobQuery().jobId(jobId).noRetriesLeft().count() > 0;
    }

    @Override
    public void runAgain(String jobId) {
        if (stands(jobId)) {
            management.setJobRetries(jobId, 1);
        }
    }
}
