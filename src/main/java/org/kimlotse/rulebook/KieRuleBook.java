package org.kimlotse.rulebook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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

    /** Old versions that stay compiled; each is some megabytes. */
    private static final int MOST_KEPT_AT_HAND = 20;

    private final ResourcePatternResolver resources;
    private final String location;
    private final RuleSetVersions versions;
    private final Clock clock;
    private final Duration timeLimit;
    private final EarlyTrials early;
    private final Map<RuleSet, Lock> atStart = new EnumMap<>(RuleSet.class);
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
     * @param timeLimit computing time for compiling and trying one rule set
     * @param early rule sets that are tried already
     */
    KieRuleBook(
            ResourcePatternResolver resources,
            String location,
            RuleSetVersions versions,
            Clock clock,
            Duration timeLimit,
            EarlyTrials early) {
        this.resources = resources;
        this.location = withSlash(location);
        this.versions = versions;
        this.clock = clock;
        this.timeLimit = timeLimit;
        this.early = early;
        for (RuleSet set : RuleSet.values()) {
            atStart.put(set, new ReentrantLock());
        }
    }

    static String withSlash(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    @Override
    public Decision decide(RuleSet set, Collection<? extends Record> facts, Instant asOf) {
        return decide(serving(set), facts, asOf, Supposed.NOTHING);
    }

    @Override
    public Decision preview(RuleSet set, Collection<? extends Record> facts, Instant asOf, Supposed supposed) {
        String wanted = supposed.versions().get(set.folder());
        CompiledRules rules = wanted == null ? serving(set) : version(set, wanted);
        for (String name : supposed.parameters().keySet()) {
            // An old version may not know what was added since; then nothing in it asks for it.
            if (wanted == null
                    && rules.parameters().stream().noneMatch(p -> p.name().equals(name))) {
                throw new IllegalArgumentException("no parameter " + name);
            }
        }
        return decide(rules, facts, asOf, supposed);
    }

    @Override
    public Map<String, String> parameters(RuleSet set, LocalDate day) {
        return serving(set).parameters().stream()
                .filter(p -> p.validOn(day))
                .collect(Collectors.toUnmodifiableMap(Parameter::name, Parameter::value));
    }

    private static Decision decide(
            CompiledRules rules, Collection<? extends Record> facts, Instant asOf, Supposed supposed) {
        return new Decision(
                rules.set().folder(),
                rules.hash(),
                asOf,
                FactsJson.write(facts),
                rules.run(facts, asOf, supposed.parameters(), supposed.announced())
                        .findings());
    }

    @Override
    public boolean knows(RuleSet set, String version) {
        Serving now = serving.get(set);
        return now != null && now.rules() != null && now.rules().hash().equals(version)
                || versions.find(set.folder(), version).isPresent();
    }

    private CompiledRules version(RuleSet set, String hash) {
        CompiledRules now = serving(set);
        return now.hash().equals(hash) ? now : kept(set.folder(), hash);
    }

    private CompiledRules kept(String folder, String hash) {
        if (replayed.size() >= MOST_KEPT_AT_HAND) {
            replayed.clear();
        }
        return replayed.computeIfAbsent(folder + "@" + hash, key -> compileAgain(folder, hash));
    }

    @Override
    public String version(RuleSet set) {
        return serving(set).hash();
    }

    private CompiledRules serving(RuleSet set) {
        Serving now = serving.get(set);
        if (now == null) {
            now = start(set);
        }
        if (now.rules() == null) {
            throw new RuleSetUnavailable(status(set).message());
        }
        return now.rules();
    }

    @Override
    public Decision replay(Decision decision) {
        CompiledRules rules = kept(decision.ruleSet(), decision.ruleSetVersion());
        return decide(rules, FactsJson.read(decision.facts()), decision.asOf(), Supposed.NOTHING);
    }

    private CompiledRules compileAgain(String folder, String hash) {
        RuleSet set = RuleSet.ofFolder(folder)
                .orElseThrow(() -> new RuleSetUnavailable("Das Regelwerk „" + folder + "“ gibt es nicht mehr."));
        RuleSources sources = versions.find(folder, hash)
                .orElseThrow(() -> new RuleSetUnavailable(
                        "Die Fassung " + hash + " des Regelwerks „" + folder + "“ ist nicht aufbewahrt."));
        if (!sources.hash().equals(hash)) {
            throw new RuleSetUnavailable(
                    "Die aufbewahrte Fassung " + hash + " des Regelwerks „" + folder + "“ wurde verändert.");
        }
        return CompiledRules.compileKept(set, sources);
    }

    // ---- loading ---------------------------------------------------------------------------------------------

    /** Loads every rule set not loaded yet; one that fails starts with the version that served last. */
    void start() {
        for (RuleSet set : RuleSet.values()) {
            start(set);
        }
    }

    /** Loads one rule set if nobody has; who asks meanwhile waits. */
    private Serving start(RuleSet set) {
        Lock lock = Objects.requireNonNull(atStart.get(set));
        lock.lock();
        try {
            Serving now = serving.get(set);
            if (now != null) {
                return now;
            }
            take(look(set, folder -> RuleSources.read(resources, location, folder)));
            Serving first = Objects.requireNonNull(serving.get(set));
            if (first.rules() == null) {
                versions.latest(set).ifPresent(sources -> serveLast(set, sources, first));
            }
            return Objects.requireNonNull(serving.get(set));
        } finally {
            lock.unlock();
        }
    }

    private void serveLast(RuleSet set, RuleSources sources, Serving now) {
        try {
            CompiledRules rules = CompiledRules.compileKept(set, sources);
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
        return look.trial() != null
                && before != null
                && before.rules() != null
                && !before.rules().parameters().equals(look.trial().rules().parameters());
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
            @Nullable Trial trial,
            List<RuleSetStatus.Problem> problems) {

        static Look nothingNew(RuleSet set, String lookedAt, List<RuleSetStatus.Problem> problems) {
            return new Look(set, lookedAt, null, null, problems);
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
            Trial trial = early.take(set, lookedAt).orElseGet(() -> Trial.of(set, sources, timeLimit));
            return new Look(set, lookedAt, sources, trial, List.of());
        } catch (Trial.TooSlow e) {
            LOG.warn("rule set {} not taken over:\n{}", set.folder(), e.getMessage());
            return Look.nothingNew(set, "", e.problems());
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
        Trial trial = look.trial();
        if (trial == null || look.sources() == null) {
            goOnServing(set, serving.get(set), look.lookedAt(), look.problems());
            return;
        }
        try {
            versions.keep(set, look.lookedAt(), look.sources(), clock.instant());
        } catch (RuntimeException e) {
            take(unreadable(set, e));
            return;
        }
        serving.put(set, new Serving(trial.rules(), clock.instant(), trial.cases(), look.lookedAt(), List.of()));
        LOG.info(
                "rule set {} serves version {} ({} rules, {} cases, {} ms)",
                set.folder(),
                look.lookedAt().substring(0, 12),
                trial.rules().ruleNames().size(),
                trial.cases(),
                trial.millis());
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
            Trial.of(set, RuleSources.read(resources, location, set), timeLimit);
            return List.of();
        } catch (RulesRejected e) {
            return e.problems();
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
