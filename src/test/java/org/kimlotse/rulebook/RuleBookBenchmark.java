package org.kimlotse.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * How long the rule book takes: {@code ./mvnw -Pbenchmark process-test-classes}. What came out stands in {@code
 * src/docs/benchmark.md}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 4)
@Measurement(iterations = 4, time = 4)
@Fork(1)
public class RuleBookBenchmark {

    private static final Instant ASKED = Instant.parse("2026-09-20T10:00:00Z");

    /** The delivered rules and a family under four laws. */
    @State(Scope.Benchmark)
    public static class Household {

        private final RuleBook book = RuleFiles.bookOf("file:./", new RuleFiles.InMemory(), RuleSet.BENEFIT_LAW);
        private final List<StatusFacts> members = List.of(
                person(ResidenceStatus.RECOGNISED, "1988-03-03", "2026-09-15"),
                person(ResidenceStatus.SUBSIDIARY, "1990-05-07", "2026-09-18"),
                person(ResidenceStatus.GESTATTUNG, "2016-02-29", null),
                person(ResidenceStatus.DULDUNG, "1957-11-30", null));

        private static StatusFacts person(
                ResidenceStatus status, String born, @org.jspecify.annotations.Nullable String served) {
            var facts = StatusFacts.with(status)
                    .birthDate(LocalDate.parse(born), false)
                    .employable(true)
                    .needsSupport(true);
            return served == null
                    ? facts.build()
                    : facts.decisionServedOn(LocalDate.parse(served)).build();
        }
    }

    /** Benefit law of a household of four, each with explanations, facts kept for replay. */
    @Benchmark
    public List<Decision> householdOfFour(Household household) {
        return household.members.stream()
                .map(person -> household.book.decide(RuleSet.BENEFIT_LAW, List.of(person), ASKED))
                .toList();
    }

    /** One person of it. */
    @Benchmark
    public Decision onePerson(Household household) {
        return household.book.decide(RuleSet.BENEFIT_LAW, household.members.subList(0, 1), ASKED);
    }

    @Benchmark
    public String tableInDrools(SameTable table) {
        return table.drools();
    }

    @Benchmark
    public String tableInDmnWithFeel(SameTable table) {
        return table.feel();
    }

    @Benchmark
    public String tableInDmnWithJuel(SameTable table) {
        return table.juel();
    }

    /** Everything a start does with the rules, in a Java machine that has just begun. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    @Fork(3)
    public KieRuleBook coldBuildOfAllRuleSets(Cold cold) {
        cold.book = RuleFiles.unloaded(
                "file:./",
                new RuleFiles.InMemory(),
                EarlyTrials.begin(new PathMatchingResourcePatternResolver(), "file:./", Duration.ofSeconds(120)));
        cold.book.start();
        return cold.book;
    }

    /** Says what the rule book weighs. */
    @State(Scope.Benchmark)
    public static class Cold {

        private @org.jspecify.annotations.Nullable KieRuleBook book;

        @TearDown
        public void weigh() {
            boolean whole = Objects.requireNonNull(book).statuses().stream().allMatch(RuleSetStatus::upToDate);
            long with = used();
            book = null;
            System.out.printf(
                    "rule book %s, heap %.1f MB%n", whole ? "whole" : "BROKEN", (with - used()) / 1024.0 / 1024.0);
        }

        private static long used() {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }

    /** The largest rule set after one table was saved, until it answers by the new one. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 5)
    @Measurement(iterations = 15)
    public Decision reloadOfOneTable(Edited edited) {
        edited.book.reload(RuleSet.BENEFIT_LAW);
        return edited.book.decide(RuleSet.BENEFIT_LAW, List.of(edited.person), ASKED);
    }

    /** A folder in which somebody changes a table. */
    @State(Scope.Benchmark)
    public static class Edited {

        private static final String SOURCE = "Gesetzestext vom 19.08.2026";

        private final StatusFacts person = Household.person(ResidenceStatus.RECOGNISED, "1988-03-03", "2026-09-15");
        private final Path directory = temporary();
        private final Path table = RuleFiles.copyTo(directory).resolve("benefit-law/changes.drl.csv");
        private final KieRuleBook book =
                RuleFiles.bookOf(directory.toUri().toString(), new RuleFiles.InMemory(), RuleSet.BENEFIT_LAW);
        private String before = "";
        private int edition;

        private static Path temporary() {
            try {
                return Files.createTempDirectory("lotse-benchmark");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Setup(Level.Invocation)
        public void save() throws IOException {
            before = book.version(RuleSet.BENEFIT_LAW);
            edition++;
            String text = Files.readString(Path.of("rules/benefit-law/changes.drl.csv"));
            Files.writeString(table, text.replace(SOURCE, SOURCE + ", Abschrift " + edition));
        }

        @TearDown(Level.Invocation)
        public void isEffective() {
            if (book.version(RuleSet.BENEFIT_LAW).equals(before)) {
                throw new IllegalStateException(book.status(RuleSet.BENEFIT_LAW).message());
            }
        }

        @TearDown
        public void cleanUp() throws IOException {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
