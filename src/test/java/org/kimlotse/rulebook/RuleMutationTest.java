package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Breaks the delivered rules in small ways: takes a rule or a row away, shifts a number by one, moves a limit by a day,
 * turns a condition round, sends a step to another office. Some case must turn red each time. The score stands in {@code
 * target/rule-mutations/}.
 *
 * <p>Every changed rule is compiled beside the one it was made of, many at once; a run then lets one of the two take part.
 */
class RuleMutationTest {

    private static final Pattern DAY_ORDER =
            Pattern.compile("(!?)([$\\w.]+(?:\\([$\\w.]*\\))?)\\.(isBefore|isAfter)\\((?=[^()]*(?:\\([^()]*\\))?\\))");
    private static final Pattern NUMBER_ORDER = Pattern.compile(" (<=|>=|<|>) (?=[$\\w])");
    private static final Pattern TRUTH = Pattern.compile("(==|!=) (true|false|null)\\b");
    private static final Pattern ONE_DAY = Pattern.compile("(plusDays|minusDays)\\(1\\)");
    private static final Pattern NUMBER_CELL = Pattern.compile("\"(-?\\d{1,3})\"");
    private static final Pattern DAY_CELL = Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2})\"");
    private static final Pattern YES_CELL = Pattern.compile("\"ja\"");
    private static final Pattern OFFICE_CELL = Pattern.compile("\"(JC|SOZ|SOZXII|ABH|EBH|JA|KK|FAMKA|BEZREG|KT)\"");
    private static final Pattern RULE_HEAD = Pattern.compile("^rule \"([^\"]+)\"");

    /** Valid since ever: no case lies before it. */
    private static final Set<String> OPEN_START = Set.of("\"2005-01-01\"", "\"0\"");

    /** Ranks only order rows that are open at the same time; one more or less says the same. */
    private static final String RANK = "Rang";

    /** The line of a table that names its columns. */
    private static final int TITLES = 7;

    private static final Pattern MUTANT = Pattern.compile("@mutant-\\d+$");
    private static final int AT_ONCE = 60;

    private final List<String> survivors = new ArrayList<>();
    private int killed;

    /** @param original the rule it was made of */
    private record Mutant(String name, String original, String path, String text, String words) {}

    @ParameterizedTest
    @EnumSource(RuleSet.class)
    void everyChangeTurnsACaseRed(RuleSet set) throws IOException {
        RuleSources sources = RuleFiles.sources(set);
        CompiledRules rules = CompiledRules.compile(set, sources);
        RuleCases cases = RuleCases.read(set, sources);
        Suspects suspects = new Suspects(rules, cases);

        for (String gone : rules.ruleNames()) {
            if (gone.startsWith(set.folder() + ".")) {
                judge("without " + gone, noticed(suspects.casesOf(gone), rules, Map.of(), rule -> !rule.equals(gone)));
            }
        }
        withAParameterShifted(rules, cases);
        List<Mutant> mutants = mutants(set, sources);
        for (int from = 0; from < mutants.size(); from += AT_ONCE) {
            judge(set, sources, suspects, mutants.subList(from, Math.min(mutants.size(), from + AT_ONCE)));
        }

        int all = killed + survivors.size();
        Path report = Path.of("target", "rule-mutations", set.folder() + ".txt");
        Files.createDirectories(report.getParent());
        Files.writeString(
                report,
                set.folder() + ": " + killed + " of " + all + " changes noticed\n" + String.join("\n", survivors)
                        + "\n");
        assertThat(survivors).as("changes no case notices").isEmpty();
        assertThat(killed).isPositive();
    }

    private void judge(String mutant, boolean noticed) {
        if (noticed) {
            killed++;
        } else {
            survivors.add(mutant);
        }
    }

    /** The cases in an order in which a change of a rule shows early: first those in which it takes part. */
    private static final class Suspects {

        private final RuleCases cases;
        private final Map<RuleCases.RuleCase, Set<String>> fired = new HashMap<>();

        Suspects(CompiledRules rules, RuleCases cases) {
            this.cases = cases;
            cases.cases().forEach(c -> fired.put(c, c.run(rules).fired()));
        }

        List<RuleCases.RuleCase> casesOf(String rule) {
            return cases.cases().stream()
                    .sorted(Comparator.comparing(
                            c -> !fired.getOrDefault(c, Set.of()).contains(rule)))
                    .toList();
        }
    }

    private static boolean noticed(
            List<RuleCases.RuleCase> cases,
            CompiledRules rules,
            Map<String, String> shifted,
            Predicate<String> takesPart) {
        for (RuleCases.RuleCase one : cases) {
            Map<String, String> switches = new TreeMap<>(shifted);
            switches.putAll(one.switches());
            try {
                CompiledRules.Run run = rules.run(
                        one.facts(),
                        one.asOf(),
                        switches,
                        one.announced(),
                        rule -> takesPart.test(rule) && !CompiledRules.isSwitched(rule, switches.keySet()));
                if (!RuleCases.difference(one, withOriginalNames(run)).isEmpty()) {
                    return true;
                }
            } catch (RuntimeException e) {
                return true;
            }
        }
        return false;
    }

    private static CompiledRules.Run withOriginalNames(CompiledRules.Run run) {
        return new CompiledRules.Run(
                run.findings().stream()
                        .map(f -> new Finding(
                                MUTANT.matcher(f.ruleId()).replaceAll(""),
                                f.kind(),
                                f.severity(),
                                f.reason(),
                                f.legalBasis(),
                                f.values(),
                                f.dates(),
                                f.derivations(),
                                f.factsUsed(),
                                f.missingFacts(),
                                f.nextCheckAt(),
                                f.confidential(),
                                f.validity()))
                        .toList(),
                run.fired());
    }

    /** Parameters this rule set never asks for are passed over; every other is shifted up and down. */
    private void withAParameterShifted(CompiledRules rules, RuleCases cases) {
        String rulesOfTheSet = String.join("\n", rules.sources().files().values());
        parameters(rules.sources()).forEach((name, value) -> {
            if (!rulesOfTheSet.contains("name == \"" + name + "\"") || !value.matches("\\d+")) {
                return;
            }
            for (int shift : List.of(-1, 1)) {
                String shifted = String.valueOf(Integer.parseInt(value) + shift);
                judge(name + " = " + shifted, noticed(cases.cases(), rules, Map.of(name, shifted), rule -> true));
            }
        });
    }

    private static Map<String, String> parameters(RuleSources sources) {
        Map<String, String> found = new TreeMap<>();
        Matcher row = Pattern.compile("\"parameters\\.[^\"]*\",\"([A-Z_0-9]+)\",\"([^\"]*)\"")
                .matcher(String.valueOf(sources.files().get("parameters/parameters.drl.csv")));
        while (row.find()) {
            found.put(row.group(1), row.group(2));
        }
        return found;
    }

    // ---- changed rules beside the delivered ones -------------------------------------------------------------

    private void judge(RuleSet set, RuleSources sources, Suspects suspects, List<Mutant> mutants) {
        CompiledRules rules;
        try {
            rules = CompiledRules.compile(set, with(sources, mutants));
        } catch (RulesRejected e) {
            if (mutants.size() == 1) {
                judge(mutants.get(0).words(), true);
                return;
            }
            judge(set, sources, suspects, mutants.subList(0, mutants.size() / 2));
            judge(set, sources, suspects, mutants.subList(mutants.size() / 2, mutants.size()));
            return;
        }
        for (Mutant mutant : mutants) {
            Predicate<String> takesPart =
                    rule -> MUTANT.matcher(rule).find() ? rule.equals(mutant.name()) : !rule.equals(mutant.original());
            judge(mutant.words(), noticed(suspects.casesOf(mutant.original()), rules, Map.of(), takesPart));
        }
    }

    private static RuleSources with(RuleSources sources, List<Mutant> mutants) {
        Map<String, String> files = new TreeMap<>(sources.files());
        for (Mutant mutant : mutants) {
            files.compute(mutant.path(), (path, text) -> String.valueOf(text).stripTrailing() + "\n" + mutant.text());
        }
        return RuleSources.of(files);
    }

    private static List<Mutant> mutants(RuleSet set, RuleSources sources) {
        List<Mutant> mutants = new ArrayList<>();
        sources.files().forEach((path, text) -> {
            if (!path.startsWith(set.folder() + "/") || !RuleFile.isRules(path)) {
                return;
            }
            List<String> lines = text.lines().toList();
            if (RuleFile.isTable(path)) {
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).startsWith("\"" + set.folder() + ".")) {
                        String original = lines.get(i).substring(1, lines.get(i).indexOf('"', 1));
                        for (String changed : changesOfRow(lines.get(TITLES), lines.get(i))) {
                            add(mutants, original, path, i, changed, changed + "\n");
                        }
                    }
                }
                return;
            }
            blocks(lines).forEach((first, last) -> {
                Matcher head = RULE_HEAD.matcher(lines.get(first));
                if (!head.find()) {
                    throw new IllegalStateException(path + " line " + (first + 1));
                }
                for (int i = first; i <= last; i++) {
                    for (String changed : changesOfLine(lines.get(i))) {
                        List<String> block = new ArrayList<>(lines.subList(first, last + 1));
                        block.set(i - first, changed);
                        add(mutants, head.group(1), path, i, changed, "\n" + String.join("\n", block) + "\n");
                    }
                }
            });
        });
        return mutants;
    }

    private static void add(List<Mutant> mutants, String original, String path, int line, String changed, String text) {
        String name = original + "@mutant-" + mutants.size();
        mutants.add(new Mutant(
                name,
                original,
                path,
                text.replace("\"" + original + "\"", "\"" + name + "\""),
                path + " line " + (line + 1) + ": " + changed.strip()));
    }

    /** First and last line of each rule. */
    private static Map<Integer, Integer> blocks(List<String> lines) {
        Map<Integer, Integer> blocks = new LinkedHashMap<>();
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (RULE_HEAD.matcher(lines.get(i)).find()) {
                first = i;
            } else if (first >= 0 && lines.get(i).strip().equals("end")) {
                blocks.put(first, i);
                first = -1;
            }
        }
        return blocks;
    }

    private static List<String> changesOfRow(String titles, String line) {
        List<String> changed = new ArrayList<>();
        for (int shift : List.of(1, -1)) {
            each(
                    NUMBER_CELL,
                    line,
                    changed,
                    m -> RANK.equals(title(titles, line, m.start()))
                            ? m.group()
                            : "\"" + (Integer.parseInt(m.group(1)) + shift) + "\"");
            each(
                    DAY_CELL,
                    line,
                    changed,
                    m -> "\"" + LocalDate.parse(m.group(1)).plusDays(shift) + "\"");
        }
        each(YES_CELL, line, changed, m -> "\"nein\"");
        each(OFFICE_CELL, line, changed, m -> m.group(1).equals("JC") ? "\"SOZ\"" : "\"JC\"");
        return changed;
    }

    /** The title of the column in which a cell of a row begins. */
    private static String title(String titles, String line, int at) {
        int column = at == 0 ? 0 : line.substring(0, at).split("\",\"", -1).length;
        return titles.substring(1, titles.length() - 1).split("\",\"", -1)[column];
    }

    private static List<String> changesOfLine(String line) {
        List<String> changed = new ArrayList<>();
        if (line.startsWith("@")) {
            for (int shift : List.of(1, -1)) {
                each(
                        DAY_CELL,
                        line,
                        changed,
                        m -> "\"" + LocalDate.parse(m.group(1)).plusDays(shift) + "\"");
            }
            return changed;
        }
        if (line.strip().startsWith("//") || line.contains(".reason(") || line.contains(".derived(")) {
            return changed;
        }
        each(ONE_DAY, line, changed, m -> m.group(1) + "(2)");
        each(DAY_ORDER, line, changed, m -> {
            String other = m.group(3).equals("isBefore") ? "isAfter" : "isBefore";
            return (m.group(1).isEmpty() ? "!" : "") + m.group(2) + "." + other + "(";
        });
        each(
                NUMBER_ORDER,
                line,
                changed,
                m -> " " + Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">").get(m.group(1)) + " ");
        each(TRUTH, line, changed, m -> (m.group(1).equals("==") ? "!=" : "==") + " " + m.group(2));
        each(OFFICE_CELL, line, changed, m -> m.group(1).equals("JC") ? "\"SOZ\"" : "\"JC\"");
        return changed;
    }

    private static void each(Pattern what, String line, List<String> changed, Function<Matcher, String> replacement) {
        Matcher matcher = what.matcher(line);
        while (matcher.find()) {
            String other = OPEN_START.contains(matcher.group()) ? matcher.group() : replacement.apply(matcher);
            if (!other.equals(matcher.group())) {
                changed.add(line.substring(0, matcher.start()) + other + line.substring(matcher.end()));
            }
        }
    }
}
