package org.kimlotse.engine.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.ModelsDeployed;
import org.kimlotse.engine.UnmatchedMessages;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** Tries kept messages again, every half a minute unless configured otherwise; zero switches it off (tests). */
@Component
class MessageSweep implements DisposableBean {

    private final UnmatchedMessages messages;
    private final Duration pause;
    private @Nullable ThreadPoolTaskScheduler sweep;

    MessageSweep(
            UnmatchedMessages messages,
            @Value("${lotse.engine.message-retry:30s}") Duration pause,
            @Value("${camunda.bpm.job-execution.enabled:true}") boolean jobsRun) {
        this.messages = messages;
        this.pause = jobsRun ? pause : Duration.ZERO;
    }

    @EventListener
    synchronized void start(ModelsDeployed deployed) {
        if (pause.isZero() || sweep != null) {
            return;
        }
        sweep = new ThreadPoolTaskScheduler();
        sweep.setThreadNamePrefix("message-sweep-");
        sweep.setDaemon(true);
        sweep.initialize();
        sweep.scheduleWithFixedDelay(messages::retry, pause);
    }

    @Override
    public synchronized void destroy() {
        if (sweep != null) {
            sweep.shutdown();
        }
    }
}
