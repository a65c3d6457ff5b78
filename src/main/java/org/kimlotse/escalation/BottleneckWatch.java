package org.kimlotse.escalation;

import java.time.Duration;
import org.kimlotse.handover.HandoverMissed;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.shared.ClusterLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Looks for bottlenecks when a handover was missed, after that has been noted: what goes wrong here must not undo it. A
 * look that failed, or a node that died in between, is made good by the timer.
 */
@Component
class BottleneckWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BottleneckWatch.class);
    private static final Duration LOCK = Duration.ofMinutes(5);

    private final BottleneckDetection detection;
    private final ClusterLocks locks;
    private final SystemIncidents incidents;

    BottleneckWatch(BottleneckDetection detection, ClusterLocks locks, SystemIncidents incidents) {
        this.detection = detection;
        this.locks = locks;
        this.incidents = incidents;
    }

    @TransactionalEventListener
    void on(HandoverMissed missed) {
        try {
            detection.detect(missed.officeCode(), missed.hop());
        } catch (RuntimeException e) {
            LOG.error(
                    "Bottlenecks of {} {} could not be looked for; the timer will",
                    missed.officeCode(),
                    missed.hop(),
                    e);
        }
    }

    @Scheduled(
            fixedDelayString = "${lotse.escalation.detect-every:PT1H}",
            initialDelayString = "${lotse.escalation.detect-first-after:PT5M}")
    void tick() {
        locks.alone("bottleneck-detection", LOCK, this::look);
    }

    /** What it cannot do, somebody has to know. */
    void look() {
        try {
            detection.detect();
        } catch (RuntimeException e) {
            LOG.error("Bottlenecks could not be looked for", e);
            incidents.report(
                    SystemIncident.Kind.DETECTION_FAILED,
                    "bottlenecks",
                    null,
                    "Die Suche nach Engpässen ist gescheitert; sie wird stündlich wieder versucht.");
        }
    }
}
