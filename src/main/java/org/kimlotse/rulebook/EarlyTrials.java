package org.kimlotse.rulebook;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Tries the rule sets beside the start of everything else: they need files, but neither database nor engine. Whoever asks
 * for one waits for that one.
 */
final class EarlyTrials {

    /** Drools spreads the compilation of one rule set over the processors by itself; more would only fight for them. */
    private static final int AT_ONCE = 2;

    /** The one that takes longest goes first, or it would run alone at the end. */
    private static final RuleSet FIRST = RuleSet.BENEFIT_LAW;

    private final Map<RuleSet, CompletableFuture<Early>> trials = new ConcurrentHashMap<>();

    /**
     * @param hash of the sources that were tried
     * @param trial null if they were rejected
     */
    private record Early(String hash, @Nullable Trial trial, @Nullable RulesRejected rejected) {}

    private EarlyTrials() {}

    /** Nothing is tried early. */
    static EarlyTrials none() {
        return new EarlyTrials();
    }

    /** @param location where {@code rules/} lies, with a slash at the end */
    static EarlyTrials begin(ResourcePatternResolver resources, String location, Duration timeLimit) {
        EarlyTrials early = new EarlyTrials();
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "rules-at-start");
            thread.setDaemon(true);
            return thread;
        });
        Set<RuleSet> inOrder = new LinkedHashSet<>(List.of(FIRST));
        inOrder.addAll(Arrays.asList(RuleSet.values()));
        for (RuleSet set : inOrder) {
            early.trials.put(
                    set,
                    CompletableFuture.supplyAsync(
                            () -> tried(set, RuleSources.read(resources, location, set), timeLimit), workers));
        }
        workers.shutdown();
        return early;
    }

    private static Early tried(RuleSet set, RuleSources sources, Duration timeLimit) {
        try {
            return new Early(sources.hash(), Trial.of(set, sources, timeLimit), null);
        } catch (RulesRejected e) {
            return new Early(sources.hash(), null, e);
        }
    }

    /** Waits until none runs. */
    void finish() {
        trials.values().forEach(trial -> trial.handle((early, failure) -> true).join());
    }

    /**
     * The trial of these sources, once; waits for it if it still runs. Empty if other sources were tried or none could be
     * read.
     *
     * @throws RulesRejected if these sources cannot serve
     */
    Optional<Trial> take(RuleSet set, String hash) {
        CompletableFuture<Early> trial = trials.remove(set);
        if (trial == null) {
            return Optional.empty();
        }
        Early early;
        try {
            early = trial.join();
        } catch (CompletionException e) {
            return Optional.empty();
        }
        if (!early.hash().equals(hash)) {
            return Optional.empty();
        }
        if (early.rejected() != null) {
            throw early.rejected();
        }
        return Optional.ofNullable(early.trial());
    }
}
