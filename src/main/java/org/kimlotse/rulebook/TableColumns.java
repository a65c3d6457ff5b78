package org.kimlotse.rulebook;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;

/**
 * Which columns a decision table needs: one for everything that can be said of its rows, even if the cells stay empty. A
 * column that is gone would otherwise show only where a case asks for it, and no case asks for a paragraph or a reason.
 */
final class TableColumns {

    private static final Pattern ROW = Pattern.compile("insert\\(\\s*(\\w+)\\.(\\w+)\\(");
    private static final Pattern CELL = Pattern.compile("\\.(\\w+)\\(\\s*\"\\$param\"\\s*\\)");

    /** Below "RuleTable": the kinds of the columns, their objects, their code, their titles. */
    private static final int CODE_BELOW = 3;

    private TableColumns() {}

    /** @param text the table, separated by commas */
    static List<RuleSetStatus.Problem> missing(String path, String text, PackageDescr parsed) {
        List<List<String>> lines = text.lines().map(RuleDating::cells).toList();
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        for (int i = 0; i + CODE_BELOW < lines.size(); i++) {
            if (lines.get(i).get(0).startsWith("RuleTable")) {
                int row = i + CODE_BELOW;
                missing(String.join("", lines.get(row)), parsed)
                        .forEach(column -> problems.add(new RuleSetStatus.Problem(
                                path,
                                row + 1,
                                0,
                                "Eine Spalte fehlt: In dieser Zeile kommt „.%s(\"$param\")“ nicht vor. Vielleicht ist eine ganze Spalte gelöscht; dann bitte wiederherstellen. Ihre Felder dürfen leer sein."
                                        .formatted(column))));
            }
        }
        return problems;
    }

    private static Set<String> missing(String code, PackageDescr parsed) {
        Matcher insert = ROW.matcher(code);
        if (!insert.find()) {
            return Set.of();
        }
        Set<String> needed = columnsOf(insert.group(1), insert.group(2), parsed);
        Matcher cell = CELL.matcher(code);
        while (cell.find()) {
            needed.remove(cell.group(1));
        }
        return needed;
    }

    /** What a row of this type can be told, in text. */
    private static Set<String> columnsOf(String type, String beginning, PackageDescr parsed) {
        Set<String> columns = new TreeSet<>();
        imported(type, parsed)
                .flatMap(row -> Arrays.stream(row.getMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .filter(method -> method.getName().equals(beginning))
                        .map(Method::getReturnType)
                        // A finding is told what there is to tell, no more.
                        .filter(built -> built != Found.class)
                        .findFirst())
                .ifPresent(built -> Arrays.stream(built.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> method.getReturnType() == built)
                        .filter(method ->
                                method.getParameterCount() == 1 && method.getParameterTypes()[0] == String.class)
                        .forEach(method -> columns.add(method.getName())));
        return columns;
    }

    /** Empty for a name that nothing imports; the compiler has more to say about it. */
    private static Optional<Class<?>> imported(String type, PackageDescr parsed) {
        return parsed.getImports().stream()
                .map(ImportDescr::getTarget)
                .filter(name -> name.endsWith("." + type))
                .findFirst()
                .flatMap(TableColumns::load);
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(RuleTypes.loader().loadClass(name));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
