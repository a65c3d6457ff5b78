package org.kimlotse.engine.models;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kimlotse.engine.Models;
import org.kimlotse.engine.ModelsDeployed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at the folder again and again. A change is read once the folder has been quiet for one look, so that a file
 * half-written is not read.
 */
@Component
class ModelWatch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    private final ModelFolder folder;
    private final Models models;
    private final Duration pause;
    private @Nullable ScheduledExecutorService watch;
    /** Empty at first, so that a change between start and the first look is not missed. */
    private String read = "";

    private String seen = "";

    ModelWatch(ModelFolder folder, Models models, @Value("${lotse.models.watch:1s}") Duration pause) {
        this.folder = folder;
        this.models = models;
        this.pause = pause;
    }

    @EventListener
    synchronized void start(ModelsDeployed deployed) {
        if (!deployed.first() || !folder.canChange() || pause.isZero() || watch != null) {
            return;
        }
        watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "model-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void look() {
        try {
            String now = folder.stamp();
            boolean quiet = now.equals(seen);
            seen = now;
            if (quiet && !now.equals(read)) {
                models.refresh();
                read = now;
            }
        } catch (RuntimeException e) {
            LOG.error("the model folder could not be read", e);
        }
    }

    @Override
    public synchronized void destroy() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}
