package org.kimlotse.rulebook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * The rule book on Drools. A version of a rule set is compiled and tried beside the one that serves; only a whole one
 * takes its place, by one reference.
 */
final class KieRuleBook implements RuleBook, RuleBookAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(KieRuleBook.class);

    private final ResourcePatternResolver resources;
    private final String location;
    private final RuleSetVersions versions;
    private final Clock clock;
    private final Duration timeLimit;
    private final Map<RuleSet, Serving> serving = new ConcurrentHashMap<>();
    private final Map<String, CompiledRules> replayed = new ConcurrentHashMap<>();

    /** What serves, or why nothing does. */
    private record Serving(
            @Nullable CompiledRules rules,
            @Nullable Instant since,
            int cases,
            String lookedAt,
            List<RuleSetStatus.Problem> problems) {}

    /**
     * @param location where {@code rules/} lies, with a slash at the end
     * @param timeLimit for compiling and trying one rule set
     */
    KieRuleBook(
            ResourcePatternResolver resources,
            String location,
            RuleSetVersions versions,
            Clock clock,
            Duration timeLimit) {
        this.resources = resources;
        this.location = location.endsWith("/") ? location : location + "/";
        this.versions = versions;
        this.clock = clock;
        this.timeLimit = timeLimit;
    }

    @Override
    public Decision decide(RuleSet set, Collection<? extends Record> facts, Instant asOf) {
        return decide(serving(set), facts, asOf, Map.of());
    }

    @Override
    public Decision preview(
            RuleSet set, Collection<? extends Record> facts, Instant asOf, Map<String, String> parameters) {
        CompiledRules rules = serving(set);
        for (String name : parameters.keySet()) {
            if (rules.parameters().stream().noneMatch(p -> p.name().equals(name))) {
                throw new IllegalArgumentException("no parameter " + name);
            }
        }
        return decide(rules, facts, asOf, parameters);
    }

    @Override
    public Map<String, String> parameters(RuleSet set, LocalDate day) {
        return serving(set).parameters().stream()
                .filter(p -> p.validOn(day))
                .collect(Collectors.toUnmodifiableMap(Parameter::name, Parameter::value));
    }

    private static Decision decide(
            CompiledRules rules, Collection<? extends Record> facts, Instant asOf, Map<String, String> parameters) {
        return new Decision(
                rules.set().folder(),
                rules.hash(),
                asOf,
                FactsJson.write(facts),
                rules.run(facts, asOf, parameters).findings());
    }

    @Override
    public String version(RuleSet set) {
        return serving(set).hash();
    }

    private CompiledRules serving(RuleSet set) {
        Serving now = serving.get(set);
        if (now == null || now.rules() == null) {
            throw new RuleSetUnavailable(status(set).message());
        }
        return now.rules();
    }

    @Override
    public Decision replay(Decision decision) {
        CompiledRules rules = replayed.computeIfAbsent(
                decision.ruleSet() + "@" + decision.ruleSetVersion(), key -> compileAgain(decision));
        return decide(rules, FactsJson.read(decision.facts()), decision.asOf(), Map.of());
    }

    private CompiledRules compileAgain(Decision decision) {
        RuleSet set = Arrays.stream(RuleSet.values())
                .filter(s -> s.folder().equals(decision.ruleSet()))
                .findFirst()
                .orElseThrow(
                        () -> new RuleSetUnavailable("Das Regelwerk „" + decision.ruleSet() + "“ gibt es nicht mehr."));
        RuleSources sources = versions.find(decision.ruleSet(), decision.ruleSetVersion())
                .orElseThrow(() -> new RuleSetUnavailable("Die Fassung " + decision.ruleSetVersion()
                        + " des Regelwerks „" + decision.ruleSet() + "“ ist nicht aufbewahrt."));
        if (!sources.hash().equals(decision.ruleSetVersion())) {
            throw new RuleSetUnavailable("Die aufbewahrte Fassung " + decision.ruleSetVersion() + " des Regelwerks „"
                    + decision.ruleSet() + "“ wurde verändert.");
        }
        return CompiledRules.compile(set, sources);
    }

    // ---- loading ---------------------------------------------------------------------------------------------

    /** Loads every rule set; one that fails starts with the version that served last. */
    void start() {
        reload();
        for (RuleSet set : RuleSet.values()) {
            Serving now = serving.get(set);
            if (now != null && now.rules() == null) {
                versions.latest(set).ifPresent(sources -> serveLast(set, sources, now));
            }
        }
    }

    private void serveLast(RuleSet set, RuleSources sources, Serving now) {
        try {
            CompiledRules rules = CompiledRules.compile(set, sources);
            int cases = RuleCases.read(set, sources).cases().size();
            serving.put(set, new Serving(rules, clock.instant(), cases, now.lookedAt(), now.problems()));
            LOG.warn("rule set {} serves its last good version {}", set.folder(), rules.hash());
        } catch (RuntimeException e) {
            LOG.error("rule set {}: the last good version does not load", set.folder(), e);
        }
    }

    @Override
    public List<RuleSetStatus> reload() {
        return reloadAll(set -> RuleSources.read(resources, location, set));
    }

    @Override
    public synchronized RuleSetStatus reload(RuleSet set) {
        Look look = look(set, folder -> RuleSources.read(resources, location, folder));
        take(look);
        return status(set);
    }

    /** As {@link #reload()}, with files that somebody else has read. */
    List<RuleSetStatus> reload(Map<String, byte[]> files) {
        return reloadAll(set -> RuleSources.of(set, files));
    }

    /**
     * Tries every rule set before any is taken over. Parameters belong to all: if they changed and one rule set does not bear
     * the change, none takes it, or the house would reckon with two limits at once.
     */
    private synchronized List<RuleSetStatus> reloadAll(Function<RuleSet, RuleSources> folder) {
        List<Look> looks =
                Arrays.stream(RuleSet.values()).map(set -> look(set, folder)).toList();
        List<String> broken = looks.stream()
                .filter(look -> !look.problems().isEmpty())
                .map(look -> look.set().folder())
                .toList();
        looks.forEach(look -> take(broken.isEmpty() || !changesParameters(look) ? look : look.heldBackBy(broken)));
        return Arrays.stream(RuleSet.values()).map(this::status).toList();
    }

    private boolean changesParameters(Look look) {
        Serving before = serving.get(look.set());
        return look.tried() != null
                && before != null
                && before.rules() != null
                && !before.rules().parameters().equals(look.tried().rules().parameters());
    }

    /**
     * What was seen in the folder of one rule set.
     *
     * @param lookedAt hash of what was seen, empty if it could not be read
     * @param sources null if nothing has to be taken over
     */
    private record Look(
            RuleSet set,
            String lookedAt,
            @Nullable RuleSources sources,
            @Nullable Tried tried,
            List<RuleSetStatus.Problem> problems,
            long millis) {

        static Look nothingNew(RuleSet set, String lookedAt, List<RuleSetStatus.Problem> problems) {
            return new Look(set, lookedAt, null, null, problems, 0);
        }

        /** Good in itself. It is looked at again with the next change of any file, so nothing is remembered as seen. */
        Look heldBackBy(List<String> broken) {
            return nothingNew(
                    set,
                    "",
                    List.of(new RuleSetStatus.Problem(
                            RuleSources.PARAMETERS,
                            0,
                            0,
                            "Die geänderten Parameter gelten für alle Regelwerke und werden erst übernommen, wenn auch diese sie vertragen: "
                                    + String.join(", ", broken) + ".")));
        }
    }

    private Look look(RuleSet set, Function<RuleSet, RuleSources> folder) {
        Serving before = serving.get(set);
        String lookedAt = "";
        try {
            RuleSources sources = folder.apply(set);
            lookedAt = sources.hash();
            if (before != null && before.lookedAt().equals(lookedAt)) {
                return Look.nothingNew(set, lookedAt, before.problems());
            }
            if (before != null
                    && before.rules() != null
                    && before.rules().hash().equals(lookedAt)) {
                return Look.nothingNew(set, lookedAt, List.of());
            }
            long began = System.nanoTime();
            Tried tried = tryOut(set, sources);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            return new Look(set, lookedAt, sources, tried, List.of(), millis);
        } catch (RulesRejected e) {
            LOG.warn("rule set {} not taken over:\n{}", set.folder(), e.getMessage());
            return Look.nothingNew(set, lookedAt, e.problems());
        } catch (RuntimeException e) {
            return unreadable(set, e);
        }
    }

    /** The folder or the database cannot be reached: it is looked at again next time, even if nothing changes until then. */
    private static Look unreadable(RuleSet set, RuntimeException e) {
        LOG.error("rule set {} not taken over", set.folder(), e);
        String message = "Nicht ladbar: " + CompiledRules.rootMessage(e);
        return Look.nothingNew(set, "", List.of(new RuleSetStatus.Problem(set.folder(), 0, 0, message)));
    }

    private void take(Look look) {
        RuleSet set = look.set();
        Tried tried = look.tried();
        if (tried == null || look.sources() == null) {
            goOnServing(set, serving.get(set), look.lookedAt(), look.problems());
            return;
        }
        try {
            versions.keep(set, look.lookedAt(), look.sources(), clock.instant());
        } catch (RuntimeException e) {
            take(unreadable(set, e));
            return;
        }
        serving.put(set, new Serving(tried.rules(), clock.instant(), tried.cases(), look.lookedAt(), List.of()));
        LOG.info(
                "rule set {} serves version {} ({} rules, {} cases, {} ms)",
                set.folder(),
                look.lookedAt().substring(0, 12),
                tried.rules().ruleNames().size(),
                tried.cases(),
                look.millis());
    }

    private void goOnServing(
            RuleSet set, @Nullable Serving before, String lookedAt, List<RuleSetStatus.Problem> problems) {
        CompiledRules rules = before == null ? null : before.rules();
        Instant since = before == null ? null : before.since();
        int cases = before == null ? 0 : before.cases();
        serving.put(set, new Serving(rules, since, cases, lookedAt, problems));
    }

    @Override
    public List<RuleSetStatus.Problem> check(RuleSet set) {
        try {
            tryOut(set, RuleSources.read(resources, location, set));
            return List.of();
        } catch (RulesRejected e) {
            return e.problems();
        }
    }

    private record Tried(CompiledRules rules, int cases) {}

    /** Compiles and runs the cases, within the time limit. */
    private Tried tryOut(RuleSet set, RuleSources sources) {
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rules-" + set.folder());
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<Tried> result = worker.submit(() -> {
                CompiledRules rules = CompiledRules.compile(set, sources);
                RuleCases cases = RuleCases.read(set, sources);
                List<RuleSetStatus.Problem> problems = cases.run(rules);
                if (!problems.isEmpty()) {
                    throw new RulesRejected(problems);
                }
                return new Tried(rules, cases.cases().size());
            });
            return result.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RulesRejected rejected) {
                throw rejected;
            }
            LOG.warn("rule set {} failed while it was tried", set.folder(), e.getCause());
            throw new RulesRejected(List.of(
                    new RuleSetStatus.Problem(set.folder(), 0, 0, "Nicht ladbar: " + CompiledRules.rootMessage(e))));
        } catch (TimeoutException e) {
            throw new RulesRejected(List.of(new RuleSetStatus.Problem(
                    set.folder(), 0, 0, "Die Regeln brauchen länger als " + timeLimit.toSeconds() + " Sekunden.")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RulesRejected(List.of(new RuleSetStatus.Problem(set.folder(), 0, 0, "Laden abgebrochen.")));
        } finally {
            worker.shutdownNow();
        }
    }

    @Override
    public List<RuleSetStatus> statuses() {
        return Arrays.stream(RuleSet.values()).map(this::status).toList();
    }

    @Override
    public RuleSetStatus status(RuleSet set) {
        Serving now = serving.get(set);
        if (now == null) {
            return new RuleSetStatus(
                    set,
                    null,
                    null,
                    List.of(new RuleSetStatus.Problem(set.folder(), 0, 0, "Noch nicht geladen.")),
                    0,
                    0);
        }
        CompiledRules rules = now.rules();
        return new RuleSetStatus(
                set,
                rules == null ? null : rules.hash(),
                now.since(),
                now.problems(),
                rules == null ? 0 : rules.ruleNames().size(),
                now.cases());
    }
}
