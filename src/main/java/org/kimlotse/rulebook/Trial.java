package org.kimlotse.rulebook;

import java.time.Duration;
import java.util.List;
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
     * Compiles and runs the cases.
     *
     * @throws RulesRejected if it does not compile, fails a case, or takes longer than the time limit
     */
    static Trial of(RuleSet set, RuleSources sources, Duration timeLimit) {
        long began = System.nanoTime();
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rules-" + set.folder());
            thread.setDaemon(true);
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
            return result.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RulesRejected rejected) {
                throw rejected;
            }
            LOG.warn("rule set {} failed while it was tried", set.folder(), e.getCause());
            throw rejected(set, "Nicht ladbar: " + CompiledRules.rootMessage(e));
        } catch (TimeoutException e) {
            throw rejected(set, "Die Regeln brauchen länger als " + timeLimit.toSeconds() + " Sekunden.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw rejected(set, "Laden abgebrochen.");
        } finally {
            worker.shutdownNow();
        }
    }

    private static RulesRejected rejected(RuleSet set, String message) {
        return new RulesRejected(List.of(new RuleSetStatus.Problem(set.folder(), 0, 0, message)));
    }
}
