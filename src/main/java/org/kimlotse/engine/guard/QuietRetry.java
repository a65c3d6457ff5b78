package org.kimlotse.engine.guard;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cmd.DefaultJobRetryCmd;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/**
 * Keeps where a job failed, not what it was working on: messages of exceptions (a database quotes the row it could not
 * store) would put personal data into the engine's tables. The full exception goes to the log of the process, once.
 */
final class QuietRetry extends DefaultJobRetryCmd {

    private static final long serialVersionUID = 1L;

    QuietRetry(String jobId, Throwable exception) {
        super(jobId, exception);
    }

    @Override
    protected void logException(JobEntity job) {
        if (exception != null) {
            job.setExceptionMessage(chain(exception).stream()
                    .map(e -> e.getClass().getSimpleName())
                    .distinct()
                    .collect(Collectors.joining(" < ")));
            job.setExceptionStacktrace(getExceptionStacktrace());
        }
    }

    @Override
    protected String getExceptionStacktrace() {
        return chain(exception).stream()
                .map(e -> e.getClass().getName() + "\n"
                        + Arrays.stream(e.getStackTrace())
                                .limit(60)
                                .map(frame -> "\tat " + frame)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\nCaused by: "));
    }

    private static Set<Throwable> chain(Throwable exception) {
        Set<Throwable> chain = new LinkedHashSet<>();
        for (Throwable e = exception; e != null && chain.add(e); e = e.getCause()) {
            // each cause once
        }
        return chain;
    }
}
