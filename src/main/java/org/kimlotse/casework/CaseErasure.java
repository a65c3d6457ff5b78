package org.kimlotse.casework;

import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kimlotse.casefile.CaseDeletion;
import org.kimlotse.handover.SystemIncident;
import org.kimlotse.handover.SystemIncidents;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.ClusterLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases closed cases whose day has come, each whole or not at all: what every module keeps about it, what the engine
 * remembers, the file itself. What stays is one line that it was done, with the case number and without content, and for as
 * long as audit logs are kept the log of who read the case.
 */
@Component
public class CaseErasure {

    /** @param failed cases that are still there although their day has come; each is an incident */
    public record Report(int erased, int failed) {}

    private static final Logger LOG = LoggerFactory.getLogger(CaseErasure.class);
    private static final Duration LOCK = Duration.ofHours(1);
    private static final int AT_ONCE = 1_000;

    private final CaseDeletion deletion;
    private final List<CaseContent> contents;
    private final EngineTraces engine;
    private final SystemIncidents incidents;
    private final ClusterLocks locks;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Period proofKept;

    CaseErasure(
            CaseDeletion deletion,
            List<CaseContent> contents,
            EngineTraces engine,
            SystemIncidents incidents,
            ClusterLocks locks,
            JdbcClient jdbc,
            Actors actors,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${lotse.retention.erasure-proof:P3Y}") Period proofKept) {
        this.deletion = deletion;
        this.contents = contents;
        this.engine = engine;
        this.incidents = incidents;
        this.locks = locks;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.proofKept = proofKept;
    }

    @Scheduled(cron = "${lotse.erasure.at:0 30 3 * * *}", zone = "Europe/Berlin")
    void tick() {
        locks.alone("case-erasure", LOCK, () -> {
            Report report = run(() -> locks.keep(LOCK));
            if (report.erased() > 0 || report.failed() > 0) {
                LOG.info("Erasure: {}", report);
            }
        });
    }

    /** Erases what is due today. Outside a transaction. */
    public Report run() {
        return run(() -> {});
    }

    private Report run(Runnable afterEach) {
        LocalDate today = BusinessCalendar.today(clock);
        int erased = 0;
        int failed = 0;
        for (CaseId caseId : deletion.due(today, AT_ONCE)) {
            try {
                erased += Boolean.TRUE.equals(transaction.execute(t -> erase(caseId, today))) ? 1 : 0;
            } catch (RuntimeException e) {
                failed++;
                LOG.error("Case {} could not be erased", caseId, e);
                incidents.report(
                        SystemIncident.Kind.ERASURE_FAILED,
                        caseId.number(),
                        caseId,
                        "Der Fall %s ist zum Löschen fällig und konnte nicht gelöscht werden; Lotse versucht es morgen wieder."
                                .formatted(caseId));
            }
            afterEach.run();
        }
        forgetOldProofs(today);
        return new Report(erased, failed);
    }

    private boolean erase(CaseId caseId, LocalDate today) {
        Optional<LocalDate> due = deletion.lockDue(caseId, today);
        if (due.isEmpty()) {
            return false;
        }
        Set<String> keys = new LinkedHashSet<>(Set.of(caseId.number()));
        contents.forEach(content -> keys.addAll(content.keys(caseId)));
        int instances = engine.erase(caseId.number(), keys);
        int rows = contents.stream()
                .mapToInt(content -> content.erase(caseId, keys))
                .sum();
        rows += deletion.eraseFile(caseId, keys);
        jdbc.sql(
                        """
                        insert into case_erasures (id, case_number, due_on, erased_on, erased_at, erased_by, row_count,
                            instance_count)
                        values (:id, :case, :due, :today, :at, :by, :rows, :instances)
                        """)
                .param("id", UUID.randomUUID())
                .param("case", caseId.number())
                .param("due", due.get())
                .param("today", today)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .param("rows", rows)
                .param("instances", instances)
                .update();
        return true;
    }

    private void forgetOldProofs(LocalDate today) {
        jdbc.sql("delete from case_erasures where erased_on < :before")
                .param("before", today.minus(proofKept))
                .update();
    }
}
