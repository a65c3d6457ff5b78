package org.kimlotse.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;
import org.kie.api.runtime.rule.Match;

/**
 * Rows without a condition state the same in every run: parameters, ranks, names. They are evaluated once, and a run is
 * given what they state, instead of firing a rule for each row in each run. Parameters belong to every rule set; what they
 * state is remembered, so that one table is not compiled once for each.
 */
final class DataRows {

    /** Two editions of the parameters at a time are usual: the one that serves and the one that is tried. */
    private static final int REMEMBERED = 8;

    private static final Map<Key, Read> READ = new ConcurrentHashMap<>();

    private static final Pattern QUOTED = Pattern.compile("„([^“]+)“");

    private DataRows() {}

    private record Key(String path, String content) {}

    /** What one row states. */
    record Row(String rule, Record fact) {}

    /**
     * A file, and what its rows without conditions state.
     *
     * @param rows in the order of the file
     * @param conditional the rules left to compile, or null if there are none
     */
    record Read(RuleFile file, List<Row> rows, @Nullable PackageDescr conditional) {}

    /** @throws RulesRejected with every problem of the file, or if a row cannot be read */
    static Read read(String path, String content) {
        if (!path.startsWith(RuleSources.PARAMETERS + "/")) {
            return readAnew(path, content);
        }
        if (READ.size() > REMEMBERED) {
            READ.clear();
        }
        Read read = READ.computeIfAbsent(new Key(path, content), key -> readAnew(path, content));
        // What is compiled is written into while it is; that cannot be shared.
        return read.conditional() == null ? read : readAnew(path, content);
    }

    private static Read readAnew(String path, String content) {
        RuleFile file = RuleFile.parse(path, content);
        List<RuleDescr> data =
                file.parsed().getRules().stream().filter(DataRows::isData).toList();
        List<Row> rows = data.isEmpty() ? List.of() : evaluate(file, data);
        if (rows == null) {
            // As rules among the others the compiler says what is wrong with them.
            RuleFile again = RuleFile.parse(path, content);
            return new Read(again, List.of(), again.parsed());
        }
        if (data.isEmpty()) {
            return new Read(file, rows, file.parsed());
        }
        RuleFile others = RuleFile.parse(path, content);
        others.parsed().getRules().removeIf(DataRows::isData);
        return new Read(file, rows, others.parsed().getRules().isEmpty() ? null : others.parsed());
    }

    private static boolean isData(RuleDescr rule) {
        return !hasCondition(rule) && rule.getAttributes().isEmpty();
    }

    static boolean hasCondition(RuleDescr rule) {
        return !rule.getLhs().getDescrs().isEmpty();
    }

    /** Null if the rows do not compile, or insert what is no fact. */
    private static @Nullable List<Row> evaluate(RuleFile file, List<RuleDescr> data) {
        PackageDescr alone = new PackageDescr(file.parsed().getName());
        alone.addAllImports(file.parsed().getImports());
        data.forEach(alone::addRule);
        RuleCompiler compiler = new RuleCompiler();
        compiler.add(file.path(), alone);
        if (compiler.hasErrors()) {
            return null;
        }
        List<Row> rows = new ArrayList<>();
        boolean[] onlyFacts = {true};
        KieSession session = RuleCompiler.newSession(compiler.newKieBase());
        try {
            session.addEventListener(new DefaultRuleRuntimeEventListener() {
                @Override
                public void objectInserted(ObjectInsertedEvent event) {
                    if (event.getObject() instanceof Record fact) {
                        rows.add(new Row(event.getRule().getName(), fact));
                    } else {
                        onlyFacts[0] = false;
                    }
                }
            });
            session.fireAllRules();
        } catch (RuntimeException e) {
            Match failed = e instanceof ConsequenceException consequence ? consequence.getMatch() : null;
            Predicate<RuleDescr> isFailed = rule ->
                    failed != null && rule.getName().equals(failed.getRule().getName());
            int line = data.stream()
                    .filter(isFailed)
                    .mapToInt(RuleDescr::getLine)
                    .findFirst()
                    .orElse(0);
            String reason = CompiledRules.rootMessage(e);
            Matcher cell = QUOTED.matcher(reason);
            throw new RulesRejected(List.of(file.problemAt(
                    line, "", cell.find() ? cell.group(1) : "", "Eine Zeile ist nicht lesbar: " + reason)));
        } finally {
            session.dispose();
        }
        return onlyFacts[0] ? List.copyOf(rows) : null;
    }
}
