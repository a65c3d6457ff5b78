package org.kimlotse.engine.guard;

import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** Keeps with a failed job where it failed, not what it was working on. */
final class QuietRetry extends DefaultJobRetryCmd {

    private static final long serialVersionUID = 1L;

    QuietRetry(String jobId, Throwable exception) {
        super(jobId, exception);
    }

    @Override
    protected void logException(JobEntity job) {
        if (exception != null) {
            job.setExceptionMessage(QuietException.of(exception).inOneLine());
            job.setExceptionStacktrace(getExceptionStacktrace());
        }
    }

    @Override
    protected String getExceptionStacktrace() {
        return QuietException.of(exception).asText();
    }
}
