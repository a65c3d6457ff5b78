package org.kimlotse.access;

import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.ClusterLocks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The log of reads outlives the case it tells of, but not for ever. */
@Component
public class ReadLogRetention {

    private final JdbcClient jdbc;
    private final ClusterLocks locks;
    private final Clock clock;
    private final Period kept;

    ReadLogRetention(
            JdbcClient jdbc, ClusterLocks locks, Clock clock, @Value("${lotse.retention.read-log:P3Y}") Period kept) {
        this.jdbc = jdbc;
        this.locks = locks;
        this.clock = clock;
        this.kept = kept;
    }

    @Scheduled(cron = "${lotse.erasure.at:0 30 3 * * *}", zone = "Europe/Berlin")
    void tick() {
        locks.alone("read-log-retention", Duration.ofMinutes(30), this::run);
    }

    /** Deletes what is older than it is kept; returns how many rows. */
    public int run() {
        return jdbc.sql("delete from read_log where seen_at < :before")
                .param(
                        "before",
                        timestamp(BusinessCalendar.startOf(
                                BusinessCalendar.today(clock).minus(kept))))
                .update();
    }
}
