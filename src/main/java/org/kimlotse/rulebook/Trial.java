package org.kimlotse.rulebook;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** Cases at once, and the compiler beside the reading of the cases. */
    private static final int SIDE_BY_SIDE = Math.min(4, Runtime.getRuntime().availableProcessors());

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
        Queue<Thread> computing = new ConcurrentLinkedQueue<>();
        ExecutorService workers = Executors.newFixedThreadPool(1 + SIDE_BY_SIDE, task -> {
            Thread thread = new Thread(task, "rules-" + set.folder());
            thread.setDaemon(true);
            computing.add(thread);
            return thread;
        });
        try {
            Future<Trial> result = workers.submit(() -> {
                Future<RuleCases> reading = workers.submit(() -> RuleCases.read(set, sources));
                CompiledRules rules = CompiledRules.compile(set, sources);
                RuleCases cases = reading.get();
                List<RuleSetStatus.Problem> problems = cases.run(rules, workers);
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
                    if (computed(computing).compareTo(timeLimit) > 0
                            || waited.compareTo(timeLimit.multipliedBy(WALL_PER_COMPUTED)) > 0) {
                        throw new TooSlow(set, timeLimit);
                    }
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e;
            while (cause instanceof ExecutionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof RulesRejected rejected) {
                throw rejected;
            }
            LOG.warn("rule set {} failed while it was tried", set.folder(), cause);
            throw rejected(set, "Nicht ladbar: " + CompiledRules.rootMessage(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw rejected(set, "Laden abgebrochen.");
        } finally {
            workers.shutdownNow();
        }
    }

    /** By all of them; zero where the machine does not count it. */
    private static Duration computed(Collection<Thread> threads) {
        ThreadMXBean counter = ManagementFactory.getThreadMXBean();
        return Duration.ofNanos(threads.stream()
                .mapToLong(thread -> Math.max(0, counter.getThreadCpuTime(thread.getId())))
                .sum());
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
