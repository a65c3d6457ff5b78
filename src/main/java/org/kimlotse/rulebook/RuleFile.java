package org.kimlotse.rulebook;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * @param text as it stands in the file, a table with commas
 * @param drl the rules; for a table, what Drools made of it
 * @param dating when its rules hold
 */
record RuleFile(String path, String text, String drl, PackageDescr parsed, RuleDating dating) {

    private static final Pattern ROW_OF_TABLE = Pattern.compile("// rule values at [A-Z]+(\\d+)");
    private static final Pattern IN_RULE = Pattern.compile("in rule \"([\\w.@-]+)\"");
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
        String unmarked = content.startsWith("\uFEFF") ? content.substring(1) : content;
        String text = isTable(path) ? withCommas(unmarked) : unmarked;
        String drl = isTable(path) ? tableToRules(path, text) : text;
        PackageDescr parsed = parseRules(path, text, drl);
        RuleDating dating = isTable(path) ? RuleDating.ofTable(path, text, parsed) : RuleDating.ofRules(path, parsed);
        RuleFile file = new RuleFile(path, text, drl, parsed, dating);
        List<RuleSetStatus.Problem> problems = new ArrayList<>();
        RuleSafety.violations(parsed, drl).forEach(v -> problems.add(file.problem(v.line(), 0, v.message())));
        problems.addAll(file.unreadableDates());
        if (isTable(path)) {
            problems.addAll(TableColumns.missing(path, text, parsed));
        }
        if (!problems.isEmpty()) {
            throw new RulesRejected(problems.stream().distinct().toList());
        }
        return file;
    }

    /** A column that is deleted as a whole takes cells of the head with it; what follows of that is not to be understood. */
    private static void checkHead(String path, String text) {
        List<List<String>> lines = text.lines().map(RuleDating::cells).toList();
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
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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

    private static PackageDescr parseRules(String path, String text, String drl) {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed;
        try {
            parsed = parser.parse(false, drl);
        } catch (DroolsParserException | RuntimeException e) {
            throw new RulesRejected(List.of(new RuleSetStatus.Problem(path, 0, 0, "Nicht lesbar: " + e.getMessage())));
        }
        if (parser.hasErrors() || parsed == null) {
            throw new RulesRejected(List.of(syntaxError(path, text, drl, parser.getErrors())));
        }
        return parsed;
    }

    /** The first one in the file: what follows mostly comes of it. */
    private static RuleSetStatus.Problem syntaxError(String path, String text, String drl, List<DroolsError> errors) {
        DroolsError first = Collections.min(
                errors,
                Comparator.<DroolsError>comparingInt(e -> e instanceof ParserError place ? place.getRow() : 0)
                        .thenComparingInt(e -> e instanceof ParserError place ? place.getCol() : 0));
        CompilerWords words = CompilerWords.of(first.getMessage());
        Matcher rule = IN_RULE.matcher(first.getMessage());
        String inRule = rule.find() ? rule.group(1) : "";
        String message = "Schreibfehler" + (inRule.isEmpty() ? "" : " in der Regel „" + inRule + "“") + ": "
                + words.message()
                + (errors.size() > 1 ? " Weitere " + (errors.size() - 1) + " Meldungen kommen meist davon." : "");
        int row = first instanceof ParserError place ? place.getRow() : 0;
        int column = first instanceof ParserError place ? place.getCol() + 1 : 0;
        if (isTable(path)) {
            return placeInTable(path, text, drl, row, words.word(), message);
        }
        int begins = drl.lines().toList().indexOf("rule \"" + inRule + "\"") + 1;
        return row > drl.lines().count() && begins > 0
                ? new RuleSetStatus.Problem(path, begins, 1, message)
                : new RuleSetStatus.Problem(path, row, column, message);
    }

    RuleSetStatus.Problem problem(int row, int column, String message) {
        return isTable(path)
                ? new RuleSetStatus.Problem(path, rowOfTable(drl, row), 0, message)
                : new RuleSetStatus.Problem(path, row, Math.max(column, 0), message);
    }

    /**
     * With the place of a word: its cell in a table, else where it stands in the text.
     *
     * @param row of the rules, 0 if not known
     * @param around what the word stands in, may be empty
     */
    RuleSetStatus.Problem problemAt(int row, String around, String word, String message) {
        List<String> lines = drl.lines().toList();
        int from = row > 0 ? row : lineWith(lines, around);
        from = from > 0 ? from : lineWith(lines, word);
        if (isTable(path)) {
            return placeInTable(path, text, drl, from, word, message);
        }
        for (int i = Math.max(from, 1) - 1; !word.isEmpty() && i < lines.size(); i++) {
            int at = lines.get(i).indexOf(word);
            if (at >= 0) {
                return new RuleSetStatus.Problem(path, i + 1, at + 1, message);
            }
        }
        return new RuleSetStatus.Problem(path, from, 0, message);
    }

    private static int lineWith(List<String> lines, String part) {
        int line = 0;
        while (!part.isEmpty() && line < lines.size() && !lines.get(line).contains(part)) {
            line++;
        }
        return part.isEmpty() || line == lines.size() ? 0 : line + 1;
    }

    /** The cell of the row that holds the word, else the cell of the head that does: it stands in every row then. */
    private static RuleSetStatus.Problem placeInTable(
            String path, String text, String drl, int row, String word, String message) {
        int tableRow = rowOfTable(drl, row);
        List<List<String>> lines = text.lines().map(RuleDating::cells).toList();
        if (!word.isEmpty()) {
            for (int i : IntStream.concat(IntStream.of(tableRow - 1), IntStream.range(0, tableRow - 1))
                    .filter(line -> line >= 0 && line < lines.size())
                    .filter(line ->
                            line == tableRow - 1 || !lines.get(line).get(0).contains("."))
                    .toArray()) {
                // The first one is the name of the row.
                for (int cell = 1; cell < lines.get(i).size(); cell++) {
                    if (lines.get(i).get(cell).contains(word)) {
                        return new RuleSetStatus.Problem(path, i + 1, cell + 1, message);
                    }
                }
            }
        }
        return new RuleSetStatus.Problem(path, tableRow, 0, message);
    }

    /** The row of the table from which the line was made. */
    private static int rowOfTable(String drl, int line) {
        int tableRow = 0;
        for (String one : drl.lines().limit(Math.max(line, 0)).toList()) {
            Matcher values = ROW_OF_TABLE.matcher(one);
            if (values.find()) {
                tableRow = Integer.parseInt(values.group(1));
            }
        }
        return tableRow;
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
                    problems.add(problemAt(row, "", date.group(1), "Kein Datum der Form 2026-09-30: " + date.group(1)));
                }
            }
            Matcher status = STATUS_CELL.matcher(lines.get(i));
            while (status.find()) {
                try {
                    boolean unused = Dated.inForce(status.group(1));
                } catch (IllegalArgumentException e) {
                    problems.add(problemAt(row, "", status.group(1), String.valueOf(e.getMessage())));
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
