package org.kimlotse.handover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.correspondence.LetterDraft;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.ClusterLocks;
import org.kimlotse.shared.GermanDates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds what was dropped. It reads the handovers whose verdict could have changed ({@code next_check_at <= now}), a page at
 * a time, asks the rules once per page, and changes each in a transaction of its own, under the condition that nobody else
 * has. So its cost grows with what is due; a crash between two rows or pages loses nothing, for what was not done is still
 * due; and a row that cannot be done is put off and reported instead of stopping the others.
 */
@Component
public class HandoverSweep {

    private static final Logger LOG = LoggerFactory.getLogger(HandoverSweep.class);
    private static final String NAME = "handover-sweep";
    private static final Duration LOCK = Duration.ofMinutes(10);
    private static final Duration TRY_AGAIN = Duration.ofMillis(200);
    private static final int HIGHEST_LEVEL = 4;
    private static final int LONGEST_BACK_OFF = 8;

    /**
     * What a run did.
     *
     * @param pages how many pages had anything in them
     * @param seen rows that were due
     * @param dropped handovers found dropped
     * @param climbed steps of the ladder, those of newly dropped ones included
     * @param failed rows that were put off
     */
    public record Report(int pages, int seen, int dropped, int climbed, int failed) {

        static final Report NOTHING = new Report(0, 0, 0, 0, 0);

        Report plus(Report other) {
            return new Report(
                    pages + other.pages,
                    seen + other.seen,
                    dropped + other.dropped,
                    climbed + other.climbed,
                    failed + other.failed);
        }
    }

    private enum Row {
        NOTHING,
        CLIMBED,
        DROPPED
    }

    private final Handovers handovers;
    private final HandoverClock clockwork;
    private final HandoverWorkflow workflow;
    private final HandoverLadder ladder;
    private final HandoverLetters letters;
    private final Outbox outbox;
    private final Directory directory;
    private final Cases cases;
    private final SystemIncidents incidents;
    private final ClusterLocks locks;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final Standstills standstills;
    private final int pageSize;
    private final Duration late;
    private volatile boolean resting;

    HandoverSweep(
            Handovers handovers,
            HandoverClock clockwork,
            HandoverWorkflow workflow,
            HandoverLadder ladder,
            HandoverLetters letters,
            Outbox outbox,
            Directory directory,
            Cases cases,
            SystemIncidents incidents,
            ClusterLocks locks,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock,
            Standstills standstills,
            @Value("${lotse.handover.page-size:500}") int pageSize,
            @Value("${lotse.handover.late-after:PT15M}") Duration late) {
        this.handovers = handovers;
        this.clockwork = clockwork;
        this.workflow = workflow;
        this.ladder = ladder;
        this.letters = letters;
        this.outbox = outbox;
        this.directory = directory;
        this.cases = cases;
        this.incidents = incidents;
        this.locks = locks;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.standstills = standstills;
        this.pageSize = pageSize;
        this.late = late;
    }

    /** The timer of every node; one of them does the work. */
    @Scheduled(
            fixedDelayString = "${lotse.handover.sweep-every:PT1M}",
            initialDelayString = "${lotse.handover.sweep-every:PT1M}")
    void tick() {
        locks.alone(NAME, LOCK, () -> {
            Report report = run(() -> locks.keep(LOCK));
            if (report.climbed() > 0 || report.failed() > 0) {
                LOG.info("Handover sweep: {}", report);
            }
        });
    }

    /**
     * Does something while the timer rests, on every node: for work that goes back in time and would be judged by today's
     * date meanwhile. If this node dies, the timer runs again after ten minutes.
     */
    public void resting(Runnable work) {
        AtomicBoolean ran = new AtomicBoolean();
        while (!ran.get()) {
            locks.alone(NAME, LOCK, () -> {
                ran.set(true);
                resting = true;
                try {
                    work.run();
                } finally {
                    resting = false;
                }
            });
            if (!ran.get()) {
                LockSupport.parkNanos(TRY_AGAIN.toNanos());
            }
        }
    }

    /** True while the timer of this node rests on purpose: nothing is late then. */
    boolean resting() {
        return resting;
    }

    /** Looks at everything that is due now. Outside a transaction. */
    public Report run() {
        return run(() -> {});
    }

    private Report run(Runnable afterPage) {
        Instant started = clock.instant();
        if (!resting) {
            reportIfLate(started);
        }
        Report total = Report.NOTHING;
        Report page = page(started, pageSize);
        while (page.seen() > 0) {
            total = total.plus(page);
            afterPage.run();
            page = page(started, pageSize);
        }
        return total;
    }

    /** A case in a crisis: nobody is reminded, and it is looked at again later. */
    private boolean pause(Handover handover) {
        Optional<Instant> until = standstills.now(handover.caseId()).map(HandoverPauses.Standstill::lookAgain);
        until.ifPresent(next -> ownTransaction.executeWithoutResult(
                status -> handovers.checkAgain(handovers.get(handover.id()), next, handover.checkFailures())));
        return until.isPresent();
    }

    /** One page, so that a test can stop in between as a crash would. */
    Report page(Instant now, int pageSize) {
        List<Handover> all = handovers.due(now, pageSize);
        List<Handover> due = all.stream().filter(h -> !pause(h)).toList();
        if (due.isEmpty()) {
            return all.isEmpty() ? Report.NOTHING : new Report(1, all.size(), 0, 0, 0);
        }
        Map<HandoverId, HandoverClock.Verdict> verdicts;
        try {
            verdicts = clockwork.judge(due, now);
        } catch (RuntimeException e) {
            LOG.error("The rules for missed handovers could not be asked", e);
            due.forEach(h -> putOff(h, now));
            incidents.report(
                    SystemIncident.Kind.SWEEP_FAILED,
                    "missed-handovers",
                    null,
                    "Die Regeln für verpasste Übergaben konnten nicht befragt werden. %d fällige Übergaben wurden nicht geprüft."
                            .formatted(due.size()));
            return new Report(1, due.size(), 0, 0, due.size());
        }
        int dropped = 0;
        int climbed = 0;
        int failed = 0;
        for (Handover handover : due) {
            try {
                Row row = row(handover, verdicts.get(handover.id()), now);
                dropped += row == Row.DROPPED ? 1 : 0;
                climbed += row == Row.NOTHING ? 0 : 1;
            } catch (RuntimeException e) {
                failed++;
                LOG.error("Handover {} could not be checked", handover.id(), e);
                putOff(handover, now);
                incidents.report(
                        SystemIncident.Kind.SWEEP_FAILED,
                        handover.id().toString(),
                        handover.caseId(),
                        "Die Uhr konnte diese Übergabe nicht prüfen; sie versucht es später wieder.");
            }
        }
        return new Report(1, due.size(), dropped, climbed, failed);
    }

    private Row row(Handover seen, HandoverClock.@Nullable Verdict verdict, Instant now) {
        if (verdict == null) {
            throw new IllegalStateException("the rules say nothing about handover " + seen.id());
        }
        Row done = ownTransaction.execute(t -> apply(seen, verdict, now));
        return done == null ? Row.NOTHING : done;
    }

    private Row apply(Handover seen, HandoverClock.Verdict verdict, Instant now) {
        MissedVerdict missed = verdict.missed();
        if (missed == null) {
            return seen.missed() ? noLongerMissed(seen, verdict, now) : later(seen, verdict.nextCheckAt());
        }
        boolean newlyDropped = seen.missedKind() != missed.kind();
        int reached = newlyDropped ? 0 : seen.ladderLevel();
        int level = Math.min(missed.level(), HIGHEST_LEVEL);
        if (level <= reached) {
            return later(seen, verdict.nextCheckAt());
        }
        int round = newlyDropped ? seen.ladderRound() + 1 : seen.ladderRound();
        Handover climbed;
        try {
            climbed = handovers.change(
                    seen,
                    EnumSet.of(seen.state()),
                    Transition.to(seen.state(), newlyDropped ? HandoverAction.MISSED : HandoverAction.LADDER_CLIMBED)
                            .set("missed_kind", missed.kind())
                            .set("missed_on", newlyDropped ? missed.missedOn() : seen.missedOn())
                            .set("ladder_round", round)
                            .set("ladder_level", level)
                            .set("ladder_since", now)
                            .set("next_check_at", verdict.nextCheckAt())
                            .set("check_failures", 0)
                            .code(missed.kind().name() + "/" + level),
                    now,
                    Actors.SYSTEM);
        } catch (Overtaken overtaken) {
            return Row.NOTHING;
        }
        clockwork.explain(seen, now);
        if (newlyDropped) {
            if (seen.missed()) {
                // Dropped in another way than before: the steps of the old round are void.
                ladder.end(seen.id(), LadderEnd.ENDED_BY_NEXT_ROUND, now, Actors.SYSTEM);
            }
            String office = droppedBy(seen, missed);
            handovers.keepMissed(climbed, office, missed, verdict.ruleSetVersion(), now);
            events.publishEvent(
                    new HandoverMissed(seen.id(), seen.caseId(), seen.hop(), office, missed.kind(), missed.missedOn()));
        } else {
            // One thing to do at a time: the step before has had its time.
            ladder.end(seen.id(), LadderEnd.ENDED_BY_NEXT_STEP, now, Actors.SYSTEM);
        }
        LetterDraft draft =
                letters.ladder(climbed, directory.require(climbed.requireReceiver()), missed.kind(), round, level);
        UUID letter = draft == null ? null : outbox.put(draft).id();
        handovers.keepLadderStep(seen.id(), round, level, letter, now);
        tell(climbed, missed, level);
        return newlyDropped ? Row.DROPPED : Row.CLIMBED;
    }

    /**
     * A handover that has ended has no process for the task: coordination gets it on its list. Where it is the own side's turn
     * the case manager has the overdue task itself; a second one that says so would be one too many.
     */
    private void tell(Handover handover, MissedVerdict missed, int level) {
        if (handover.open()) {
            if (HandoverLetters.droppedByReceiver(handover, missed.kind())) {
                workflow.missed(handover.id(), level);
                workflow.waits(handover);
            } else if (level == HIGHEST_LEVEL || handover.state() == HandoverState.SELF_SERVICE) {
                workflow.missed(handover.id(), level);
            }
        } else {
            incidents.report(
                    SystemIncident.Kind.GAP,
                    handover.id().toString(),
                    handover.caseId(),
                    handover.confidential()
                            ? "Fall %s: Ein Schritt ist liegen geblieben. Welcher es ist, weiß das Fallmanagement."
                                    .formatted(handover.caseId())
                            : "Fall %s, %s (%s): %s"
                                    .formatted(handover.caseId(), handover.hop(), handover.title(), missed.reason()));
        }
    }

    private Row later(Handover seen, @Nullable Instant next) {
        handovers.checkAgain(seen, next, 0);
        return Row.NOTHING;
    }

    private Row noLongerMissed(Handover seen, HandoverClock.Verdict verdict, Instant now) {
        try {
            handovers.change(
                    seen,
                    EnumSet.of(seen.state()),
                    Transition.to(seen.state(), HandoverAction.NO_LONGER_MISSED)
                            .set("missed_kind", null)
                            .set("missed_on", null)
                            .set("ladder_level", 0)
                            .set("ladder_since", null)
                            .set("next_check_at", verdict.nextCheckAt())
                            .set("check_failures", 0),
                    now,
                    Actors.SYSTEM);
            clockwork.explain(seen, now);
            ladder.end(seen.id(), LadderEnd.ENDED_BY_CLOCK, now, Actors.SYSTEM);
            workflow.deadlineChanged(handovers.get(seen.id()));
        } catch (Overtaken overtaken) {
            LOG.debug("Handover {} was changed meanwhile", seen.id());
        }
        return Row.NOTHING;
    }

    private void putOff(Handover seen, Instant now) {
        int failures = seen.checkFailures() + 1;
        Duration pause = Duration.ofMinutes(5).multipliedBy(1L << Math.min(failures - 1, LONGEST_BACK_OFF));
        handovers.checkAgain(seen, now.plus(pause), failures);
    }

    /** Who dropped it: the receiver where the receiver has it, else the team that gives. */
    private String droppedBy(Handover handover, MissedVerdict missed) {
        if (HandoverLetters.droppedByReceiver(handover, missed.kind())) {
            return handover.requireReceiver();
        }
        LocalDate day = missed.missedOn();
        return cases.find(handover.caseId())
                .map(Case::municipality)
                .flatMap(m -> directory.competent(OfficeKind.KIM, m, day))
                .map(o -> o.code())
                .orElse(OfficeKind.KIM.name());
    }

    private void reportIfLate(Instant now) {
        handovers
                .oldestDue(now)
                .filter(oldest -> oldest.isBefore(now.minus(late)))
                .ifPresent(oldest -> incidents.report(
                        SystemIncident.Kind.SWEEP_LATE,
                        "handover-sweep",
                        null,
                        "Die Uhr der Übergaben lief zu spät: Prüfungen warteten seit %s."
                                .formatted(GermanDates.time(oldest))));
    }
}
