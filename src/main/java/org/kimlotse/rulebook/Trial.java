package org.kimlotse.rulebook;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version of a rule set that compiled and passed its cases.
 *
 * @param cases how many it passed
 * @param millis how long that took
 */
record Trial(CompiledRules rules, int cases, long millis) {

    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    /**
     * The limit is computing time, because on a busy machine the clock on the wall runs while the rules do not. This many
     * times the limit is waited for a trial that neither ends nor computes.
     */
    private static final int WALL_PER_COMPUTED = 10;

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /**
     * Compiles and runs the cases.
     *
     * @param timeLimit computing time
     * @throws TooSlow if it takes longer than the time limit; another time it may not
     * @throws RulesRejected if it does not compile or fails a case
     */
    static Trial of(RuleSet set, RuleSources sources, Duration timeLimit) {
        long began = System.nanoTime();
        AtomicReference<Thread> computing = new AtomicReference<>();
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rules-" + set.folder());
            thread.setDaemon(true);
            computing.set(thread);
            return thread;
        });
        try {
            Future<Trial> result = worker.submit(() -> {
                CompiledRules rules = CompiledRules.compile(set, sources);
                RuleCases cases = RuleCases.read(set, sources);
                List<RuleSetStatus.Problem> problems = cases.run(rules);
                if (!problems.isEmpty()) {
                    throw new RulesRejected(problems);
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                return new Trial(rules, cases.cases().size(), millis);
            });
            while (true) {
                try {
                    return result.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    Duration waited = Duration.ofNanos(System.nanoTime() - began);
                    if (computed(computing.get()).compareTo(timeLimit) > 0
                            || waited.compareTo(timeLimit.multipliedBy(WALL_PER_COMPUTED)) > 0) {
                        throw new TooSlow(set, timeLimit);
                    }
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RulesRejected rejected) {
                throw rejected;
            }
            LOG.warn("rule set {} failed while it was tried", set.folder(), e.getCause());
            throw rejected(set, "Nicht ladbar: " + CompiledRules.rootMessage(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw rejected(set, "Laden abgebrochen.");
        } finally {
            worker.shutdownNow();
        }
    }

    /** Zero where the machine does not count it. */
    private static Duration computed(@Nullable Thread thread) {
        if (thread == null) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId())));
    }

    /** Took longer than it may. That says something of the machine too, so it is tried again. */
    static final class TooSlow extends RulesRejected {

        private static final long serialVersionUID = 1L;

        private TooSlow(RuleSet set, Duration timeLimit) {
            super(List.of(new RuleSetStatus.Problem(
                    set.folder(),
                    0,
                    0,
                    "Die Regeln brauchen länger als " + timeLimit.toSeconds()
                            + " Sekunden Rechenzeit. Bitte vereinfachen Sie die zuletzt geänderte Regel.")));
        }
    }

    private static RulesRejected rejected(RuleSet set, String message) {
        return new RulesRejected(List.of(new RuleSetStatus.Problem(set.folder(), 0, 0, message)));
    }
}
