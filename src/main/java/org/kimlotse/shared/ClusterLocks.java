package org.kimlotse.shared;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockExtender;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.stereotype.Component;

/**
 * What only one node of a cluster may do at a time. The database's clock decides how long a lock holds, so two nodes whose
 * clocks differ do not both believe it free; a node that dies loses its lock after the longest time it asked for.
 */
@Component
public class ClusterLocks {

    private final LockingTaskExecutor executor;
    private final Clock clock;

    ClusterLocks(DataSource dataSource, Clock clock) {
        this.executor = new DefaultLockingTaskExecutor(
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(new JdbcTemplate(dataSource))
                        .usingDbTime()
                        .build()));
        this.clock = clock;
    }

    /**
     * Runs the work unless another node is at it.
     *
     * @param atMost how long the lock holds if this node dies; longer work calls {@link #keep} meanwhile
     */
    public void alone(String name, Duration atMost, Runnable work) {
        executor.executeWithLock(work, new LockConfiguration(clock.instant(), name, atMost, Duration.ZERO));
    }

    /** Holds the lock of the running work for that long from now. */
    public void keep(Duration atMost) {
        LockExtender.extendActiveLock(atMost, Duration.ZERO);
    }

    /** Timers run unless {@code lotse.scheduling=false}; tests and one-shot tools fire what they mean by name. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @ConditionalOnProperty(name = "lotse.scheduling", havingValue = "true", matchIfMissing = true)
    static class Scheduling {}
}
