package org.kimlotse.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The cases a rule set has to pass before it may serve, from its {@code cases.yaml}: facts in, and the exact findings
 * that must come out, no more and no fewer, with their dates.
 */
record RuleCases(String file, List<RuleCase> cases) {

    /**
     * @param row line in the file
     * @param asOf the instant asked about; a plain day in the file means noon in Germany
     * @param switches parameters this case sets otherwise than the table does
     * @param announced what is announced counts as if it were in force
     */
    record RuleCase(
            String name,
            int row,
            Instant asOf,
            List<Record> facts,
            Map<String, String> switches,
            boolean announced,
            List<Expected> findings) {

        CompiledRules.Run run(CompiledRules rules) {
            return rules.run(facts, asOf, switches, announced);
        }

        CompiledRules.Run run(CompiledRules.Series series) {
            return series.run(facts, asOf, switches, announced);
        }
    }

    /** @param values only these values are compared; dates and the next check are compared in full */
    record Expected(
            String rule, Map<String, String> values, Map<String, LocalDate> dates, @Nullable Instant nextCheckAt) {}

    /** The last of each rule set: who changes a table seldom changes all its cases. */
    private static final Map<RuleSet, Remembered> READ = new ConcurrentHashMap<>();

    private record Remembered(String text, RuleCases cases) {}

    /** @throws RulesRejected if the file is missing or not readable */
    static RuleCases read(RuleSet set, RuleSources sources) {
        String file = set.folder() + "/" + RuleSources.CASES;
        String text = sources.files().get(file);
        if (text == null) {
            throw rejected(file, 0, "Die Datei fehlt; ohne Fälle wird kein Regelwerk übernommen.");
        }
        Remembered last = READ.get(set);
        if (last != null && last.text().equals(text)) {
            return last.cases();
        }
        RuleCases cases = readAnew(file, text);
        READ.put(set, new Remembered(text, cases));
        return cases;
    }

    private static RuleCases readAnew(String file, String text) {
        Object root;
        try {
            root = yaml().load(text);
        } catch (MarkedYAMLException e) {
            int row = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw rejected(file, row, "Schreibfehler: " + e.getProblem());
        } catch (RuntimeException e) {
            throw rejected(file, 0, "Nicht lesbar: " + e.getMessage());
        }
        List<RuleCase> cases = new ArrayList<>();
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int number = 0;
        int row = 0;
        for (Object node : listOf(root instanceof Map<?, ?> map ? map.get("cases") : null)) {
            number++;
            String name = node instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "?";
            row = rowOf(lines, name, row);
            try {
                cases.add(readCase((Map<?, ?>) node, name, row));
            } catch (RuntimeException e) {
                problems.add(new RuleSetStatus.Problem(
                        file, row, 0, "Fall " + number + " „" + name + "“ ist nicht lesbar: " + e.getMessage()));
            }
        }
        if (number == 0) {
            problems.add(new RuleSetStatus.Problem(file, 0, 0, "Die Datei enthält keinen Fall."));
        }
        if (!problems.isEmpty()) {
            throw new RulesRejected(problems);
        }
        return new RuleCases(file, List.copyOf(cases));
    }

    private static RulesRejected rejected(String file, int row, String message) {
        return new RulesRejected(List.of(new RuleSetStatus.Problem(file, row, 0, message)));
    }

    /** Days stay text: YAML's own timestamps would bring a time zone along. */
    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setMaxAliasesForCollections(200);
        DumperOptions dumping = new DumperOptions();
        Resolver withoutDates = new Resolver() {
            @Override
            public void addImplicitResolver(
                    Tag tag, java.util.regex.Pattern pattern, @Nullable String first, int limit) {
                if (!tag.equals(Tag.TIMESTAMP)) {
                    super.addImplicitResolver(tag, pattern, first, limit);
                }
            }
        };
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, withoutDates);
    }

    /** Cases stand in the file in the order they are read, so a name is looked for below the case before. */
    private static int rowOf(List<String> lines, String name, int after) {
        for (int i = after; i < lines.size(); i++) {
            if (lines.get(i).contains(name)) {
                return i + 1;
            }
        }
        return after;
    }

    private static RuleCase readCase(Map<?, ?> node, String name, int row) {
        for (Object key : node.keySet()) {
            if (!Set.of("name", "asOf", "facts", "parameters", "announced", "findings")
                    .contains(String.valueOf(key))) {
                throw new IllegalArgumentException("unbekanntes Feld " + key);
            }
        }
        String asOf = String.valueOf(node.get("asOf"));
        Instant instant = asOf.contains("T")
                ? Instant.parse(asOf)
                : LocalDate.parse(asOf)
                        .atTime(LocalTime.NOON)
                        .atZone(BusinessCalendar.ZONE)
                        .toInstant();
        List<Record> facts = listOf(node.get("facts")).stream()
                .map(f -> FactsJson.fromCase((Map<?, ?>) f))
                .toList();
        List<Expected> findings =
                listOf(node.get("findings")).stream().map(RuleCases::expected).toList();
        Map<String, String> switches = new TreeMap<>();
        mapOf(node.get("parameters")).forEach((k, v) -> switches.put(String.valueOf(k), String.valueOf(v)));
        boolean announced = Boolean.TRUE.equals(node.get("announced"));
        return new RuleCase(name, row, instant, facts, switches, announced, findings);
    }

    private static Expected expected(Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            return new Expected(String.valueOf(node), Map.of(), Map.of(), null);
        }
        for (Object key : map.keySet()) {
            if (!Set.of("rule", "values", "dates", "nextCheckAt").contains(String.valueOf(key))) {
                throw new IllegalArgumentException("unbekanntes Feld " + key);
            }
        }
        Map<String, String> values = new TreeMap<>();
        mapOf(map.get("values")).forEach((k, v) -> values.put(String.valueOf(k), String.valueOf(v)));
        Map<String, LocalDate> dates = new TreeMap<>();
        mapOf(map.get("dates")).forEach((k, v) -> dates.put(String.valueOf(k), LocalDate.parse(String.valueOf(v))));
        Object next = map.get("nextCheckAt");
        return new Expected(
                String.valueOf(map.get("rule")),
                values,
                dates,
                next == null ? null : Instant.parse(String.valueOf(next)));
    }

    private static List<?> listOf(@Nullable Object node) {
        return node instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> mapOf(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    /**
     * What is wrong; empty if every case passes and every rule has a case in which it fires and one in which not, and the
     * two differ in exactly one fact. So has every row without a condition after which a finding can be named.
     */
    List<RuleSetStatus.Problem> run(CompiledRules rules) {
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        Map<RuleCase, Set<String>> firedIn = new LinkedHashMap<>();
        Set<String> fired = new HashSet<>();
        Set<String> alwaysFired = new HashSet<>(rules.conditionalRules());
        Set<RuleSetStatus.Problem> unreadable = new LinkedHashSet<>();
        try (CompiledRules.Series series = rules.series()) {
            for (RuleCase one : cases) {
                try {
                    CompiledRules.Run run = one.run(series);
                    firedIn.put(one, told(rules, run));
                    fired.addAll(run.fired());
                    alwaysFired.retainAll(run.fired());
                    String difference = difference(one, run);
                    if (!difference.isEmpty()) {
                        problems.add(new RuleSetStatus.Problem(
                                file, one.row(), 0, "Fall „" + one.name() + "“ besteht nicht: " + difference));
                    }
                } catch (RuntimeException e) {
                    unreadable(e)
                            .ifPresent(p -> unreadable.add(
                                    rules.problem(p.parameter(), "Wert", String.valueOf(p.getMessage()))));
                    problems.add(new RuleSetStatus.Problem(
                            file,
                            one.row(),
                            0,
                            "Fall „" + one.name() + "“ bricht ab: " + CompiledRules.rootMessage(e)));
                }
            }
        }
        if (!unreadable.isEmpty()) {
            return List.copyOf(unreadable);
        }
        Set<String> neverFired = new TreeSet<>(rules.conditionalRules());
        neverFired.removeAll(fired);
        neverFired.forEach(rule -> problems.add(
                new RuleSetStatus.Problem(file, 0, 0, "Kein Fall, in dem die Regel „" + rule + "“ greift.")));
        new TreeSet<>(alwaysFired)
                .forEach(rule -> problems.add(new RuleSetStatus.Problem(
                        file, 0, 0, "Kein Fall, in dem die Regel „" + rule + "“ nicht greift.")));
        problems.addAll(rules.breaksInTime());
        if (problems.isEmpty()) {
            Set<String> all = new HashSet<>(rules.conditionalRules());
            all.addAll(rules.rowsLike(
                    firedIn.values().stream().flatMap(Set::stream).collect(Collectors.toSet())));
            CasePairs.missing(firedIn, all)
                    .forEach(
                            rule -> problems.add(
                                    new RuleSetStatus.Problem(
                                            file,
                                            0,
                                            0,
                                            "Für die Regel „" + rule
                                                    + "“ fehlt ein Paar von Fällen: Sie unterscheiden sich in genau einer Angabe, und nur in einem von beiden greift die Regel.")));
        }
        return problems;
    }

    /** Rules that fired, and rows that a finding is named after; a row without a condition is there in every run. */
    private static Set<String> told(CompiledRules rules, CompiledRules.Run run) {
        Set<String> told = run.findings().stream().map(Finding::ruleId).collect(Collectors.toCollection(HashSet::new));
        run.fired().stream().filter(rules.conditionalRules()::contains).forEach(told::add);
        return told;
    }

    private static Optional<Parameter.Unreadable> unreadable(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Parameter.Unreadable unreadable) {
                return Optional.of(unreadable);
            }
        }
        return Optional.empty();
    }

    /** In what one case differs, German; empty if it passes. */
    static String difference(RuleCase one, CompiledRules rules) {
        return difference(one, one.run(rules));
    }

    static String difference(RuleCase one, CompiledRules.Run run) {
        return difference(one.findings(), run.findings());
    }

    private static String difference(List<Expected> expected, List<Finding> actual) {
        List<String> differences = new ArrayList<>();
        List<Finding> left = new ArrayList<>(actual);
        List<Expected> open = new ArrayList<>();
        for (Expected one : expected) {
            left.stream().filter(f -> matches(one, f)).findFirst().ifPresentOrElse(left::remove, () -> open.add(one));
        }
        for (Expected one : open) {
            Finding near = left.stream()
                    .filter(f -> f.ruleId().equals(one.rule()))
                    .findFirst()
                    .orElse(null);
            if (near == null) {
                differences.add("es fehlt " + one.rule() + " " + one.values());
            } else {
                left.remove(near);
                differences.add(
                        one.rule() + " anders: erwartet " + one.values() + " " + one.dates() + next(one.nextCheckAt())
                                + ", gefunden " + new TreeMap<>(near.values()) + " " + new TreeMap<>(near.dates())
                                + next(near.nextCheckAt()));
            }
        }
        for (Finding more : left) {
            differences.add("zu viel " + more.ruleId() + " " + new TreeMap<>(more.values()) + " "
                    + new TreeMap<>(more.dates()) + next(more.nextCheckAt()));
        }
        return differences.stream().collect(Collectors.joining("; "));
    }

    private static String next(@Nullable Instant instant) {
        return instant == null ? "" : " nächste Prüfung " + instant;
    }

    private static boolean matches(Expected expected, Finding finding) {
        return expected.rule().equals(finding.ruleId())
                && expected.dates().equals(finding.dates())
                && Objects.equals(expected.nextCheckAt(), finding.nextCheckAt())
                && expected.values().entrySet().stream()
                        .allMatch(e -> e.getValue().equals(finding.values().get(e.getKey())));
    }
}
