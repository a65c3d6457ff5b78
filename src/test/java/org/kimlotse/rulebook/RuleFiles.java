package org.kimlotse.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The delivered rules, without Spring and without a database. */
public final class RuleFiles {

    static final Path DELIVERED = Path.of("rules");
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private RuleFiles() {}

    private static final class Delivered {
        private static final KieRuleBook BOOK = bookOf("file:./", new InMemory());
    }

    /** The delivered rules, loaded once for all tests that only ask. */
    public static RuleBook delivered() {
        return Delivered.BOOK;
    }

    static KieRuleBook bookOf(String location, RuleSetVersions versions) {
        KieRuleBook book = unloaded(location, versions);
        book.start();
        return book;
    }

    /** As {@link #bookOf}, with these rule sets only. */
    static KieRuleBook bookOf(String location, RuleSetVersions versions, RuleSet... sets) {
        KieRuleBook book = unloaded(location, versions);
        List.of(sets).forEach(book::reload);
        return book;
    }

    private static KieRuleBook unloaded(String location, RuleSetVersions versions) {
        return unloaded(location, versions, EarlyTrials.none());
    }

    static KieRuleBook unloaded(String location, RuleSetVersions versions, EarlyTrials early) {
        return new KieRuleBook(
                new PathMatchingResourcePatternResolver(),
                location,
                versions,
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofSeconds(120),
                early);
    }

    static RuleSources sources(RuleSet set) {
        return RuleSources.read(new PathMatchingResourcePatternResolver(), "file:./", set);
    }

    /** The delivered sources with one file changed. */
    static RuleSources sources(RuleSet set, String path, UnaryOperator<String> change) {
        Map<String, String> files = new HashMap<>(sources(set).files());
        String before = files.get(path);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("nothing changed in " + path);
        }
        files.put(path, after);
        return RuleSources.of(files);
    }

    /** A copy of the delivered folder to break. */
    static Path copyTo(Path directory) {
        Path target = directory.resolve("rules");
        try (var files = Files.walk(DELIVERED)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(DELIVERED.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    /** Versions as the database keeps them, for tests without one. */
    static final class InMemory implements RuleSetVersions {

        private final Map<String, RuleSources> kept = new HashMap<>();
        private final Map<RuleSet, String> latest = new HashMap<>();

        @Override
        public void keep(RuleSet set, String hash, RuleSources sources, Instant now) {
            kept.put(set.folder() + hash, sources);
            latest.put(set, hash);
        }

        @Override
        public Optional<RuleSources> find(String ruleSet, String hash) {
            return Optional.ofNullable(kept.get(ruleSet + hash));
        }

        @Override
        public Optional<RuleSources> latest(RuleSet set) {
            return Optional.ofNullable(latest.get(set)).map(hash -> kept.get(set.folder() + hash));
        }
    }
}
