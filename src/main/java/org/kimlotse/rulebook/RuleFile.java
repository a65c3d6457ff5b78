package org.kimlotse.rulebook;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * One file of rules, parsed and found safe: a text of rules ({@code .drl}) or a decision table ({@code .drl.csv}, comma or
 * semicolon, as spreadsheets save it).
 *
 * @param path below {@code rules/}
 * @param drl the rules; for a table, what Drools made of it
 * @param dating when its rules hold
 */
record RuleFile(String path, String drl, PackageDescr parsed, RuleDating dating) {

    private static final Pattern ROW_OF_TABLE = Pattern.compile("// rule values at [A-Z]+(\\d+)");
    private static final Pattern DATE_CELL = Pattern.compile("Dated\\.(?:from|to)\\([^\"]*\"([^\"]*)\"\\)");
    private static final Pattern STATUS_CELL = Pattern.compile("Dated\\.inForce\\(\\s*\"([^\"]*)\"\\)");

    static boolean isTable(String path) {
        return path.endsWith(".drl.csv");
    }

    static boolean isRules(String path) {
        return path.endsWith(".drl") || isTable(path);
    }

    /** @throws RulesRejected with every problem of the file */
    static RuleFile parse(String path, String content) {
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        String drl = isTable(path) ? tableToRules(path, text) : text;
        PackageDescr parsed = parseRules(path, drl);
        RuleDating dating =
                isTable(path) ? RuleDating.ofTable(path, withCommas(text), parsed) : RuleDating.ofRules(path, parsed);
        RuleFile file = new RuleFile(path, drl, parsed, dating);
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        RuleSafety.violations(parsed, drl).forEach(v -> problems.add(file.problem(v.line(), 0, v.message())));
        problems.addAll(file.unreadableDates());
        if (isTable(path)) {
            problems.addAll(TableColumns.missing(path, withCommas(text), parsed));
        }
        if (!problems.isEmpty()) {
            throw new RulesRejected(problems.stream().distinct().toList());
        }
        return file;
    }

    /** A column that is deleted as a whole takes cells of the head with it; what follows of that is not to be understood. */
    private static void checkHead(String path, String text) {
        List<List<String>> lines =
                withCommas(text).lines().map(RuleDating::cells).toList();
        for (String word : List.of("RuleSet", "Import")) {
            int at = 0;
            while (at < lines.size() && !lines.get(at).get(0).strip().equals(word)) {
                at++;
            }
            boolean there = at < lines.size();
            if (!there || lines.get(at).size() < 2 || lines.get(at).get(1).isBlank()) {
                throw new RulesRejected(
                        List.of(
                                new RuleSetStatus.Problem(
                                        path,
                                        there ? at + 1 : 0,
                                        there ? 2 : 0,
                                        "Im Kopf der Tabelle fehlt „" + word
                                                + "“ oder die Zelle dahinter. Vielleicht ist eine ganze Spalte gelöscht; dann bitte wiederherstellen.")));
            }
        }
    }

    /** The column with that title, counted from 1; 0 if there is none. */
    static int column(String text, String title) {
        return withCommas(text)
                .lines()
                .map(line -> RuleDating.cells(line).indexOf(title) + 1)
                .filter(column -> column > 0)
                .findFirst()
                .orElse(0);
    }

    private static String tableToRules(String path, String text) {
        checkHead(path, text);
        try {
            byte[] bytes = withCommas(text).getBytes(StandardCharsets.UTF_8);
            String drl = new SpreadsheetCompiler().compile(new ByteArrayInputStream(bytes), InputType.CSV);
            if (!drl.contains("rule \"")) {
                throw new RulesRejected(List.of(new RuleSetStatus.Problem(
                        path, 0, 0, "Die Tabelle enthält keine Zeile (fehlt „RuleTable“?).")));
            }
            return drl;
        } catch (RulesRejected e) {
            throw e;
        } catch (RuntimeException e) {
            Matcher cell = Pattern.compile("\\b([A-Z])(\\d+)\\b").matcher(String.valueOf(e.getMessage()));
            boolean found = cell.find();
            throw new RulesRejected(List.of(new RuleSetStatus.Problem(
                    path,
                    found ? Integer.parseInt(cell.group(2)) : 0,
                    found ? cell.group(1).charAt(0) - 'A' + 1 : 0,
                    "Der Kopf der Tabelle ist nicht lesbar: " + e.getMessage())));
        }
    }

    private static PackageDescr parseRules(String path, String drl) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed;
        try {
            parsed = parser.parse(false, drl);
        } catch (DroolsParserException | RuntimeException e) {
            throw new RulesRejected(List.of(new RuleSetStatus.Problem(path, 0, 0, "Nicht lesbar: " + e.getMessage())));
        }
        if (parser.hasErrors() || parsed == null) {
            throw new RulesRejected(parser.getErrors().stream()
                    .map(error -> syntaxError(path, drl, error))
                    .toList());
        }
        return parsed;
    }

    private static RuleSetStatus.Problem syntaxError(String path, String drl, DroolsError error) {
        int row = error instanceof ParserError place ? place.getRow() : 0;
        int column = error instanceof ParserError place ? place.getCol() : 0;
        return place(path, drl, row, column, "Schreibfehler: " + error.getMessage());
    }

    RuleSetStatus.Problem problem(int row, int column, String message) {
        return place(path, drl, row, column, message);
    }

    /** For a table, the row of the table from which the line was made. */
    private static RuleSetStatus.Problem place(String path, String drl, int row, int column, String message) {
        if (!isTable(path)) {
            return new RuleSetStatus.Problem(path, row, Math.max(column, 0), message);
        }
        int tableRow = 0;
        List<String> lines = drl.lines().limit(Math.max(row, 0)).toList();
        for (String line : lines) {
            Matcher values = ROW_OF_TABLE.matcher(line);
            if (values.find()) {
                tableRow = Integer.parseInt(values.group(1));
            }
        }
        return new RuleSetStatus.Problem(path, tableRow, 0, message);
    }

    /** A mistyped date would show only when the row is asked; so it is looked for now. */
    private List<RuleSetStatus.Problem> unreadableDates() {
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        List<String> lines = drl.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int row = i + 1;
            Matcher date = DATE_CELL.matcher(lines.get(i));
            while (date.find()) {
                try {
                    java.time.LocalDate.parse(date.group(1).strip());
                } catch (java.time.DateTimeException e) {
                    problems.add(problem(row, 0, "Kein Datum der Form 2026-09-30: " + date.group(1)));
                }
            }
            Matcher status = STATUS_CELL.matcher(lines.get(i));
            while (status.find()) {
                try {
                    boolean unused = Dated.inForce(status.group(1));
                } catch (IllegalArgumentException e) {
                    problems.add(problem(row, 0, String.valueOf(e.getMessage())));
                }
            }
        }
        return problems;
    }

    /** German spreadsheets separate by semicolons, Drools by commas. */
    private static String withCommas(String text) {
        String head = text.lines().findFirst().orElse("");
        if (!head.matches("\"?RuleSet\"?;.*")) {
            return text;
        }
        return text.lines().map(RuleFile::lineWithCommas).collect(Collectors.joining("\n"));
    }

    private static String lineWithCommas(String line) {
        StringBuilder cells = new StringBuilder("\"");
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cells.append("\"\"");
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                cells.append("\",\"");
            } else {
                cells.append(c);
            }
        }
        return cells.append('"').toString();
    }
}
