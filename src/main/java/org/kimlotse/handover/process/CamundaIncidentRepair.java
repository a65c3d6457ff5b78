package org.kimlotse.handover.process;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.kimlotse.handover.IncidentRepair;
import org.springframework.stereotype.Component;

/** Jobs of the engine: those that wait to be carried out and those that are out of retries. */
@Component
class CamundaIncidentRepair implements IncidentRepair {

    /** Where nothing is carried out all of them wait; it is enough to look at some. */
    private static final int ENOUGH = 200;

    private final ManagementService management;

    CamundaIncidentRepair(ManagementService management) {
        this.management = management;
    }

    @Override
    public Optional<Instant> dueSince() {
        return management.createJobQuery().executable().active().listPage(0, ENOUGH).stream()
                .map(CamundaIncidentRepair::due)
                .min(Comparator.naturalOrder());
    }

    /** A step without a day is due from the moment it was made. */
    private static Instant due(Job job) {
        return (job.getDuedate() == null ? job.getCreateTime() : job.getDuedate()).toInstant();
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
