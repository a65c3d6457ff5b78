package org.kimlotse.rulebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Holds a table against everything that can be asked of it. The conditions of its columns span a space of questions; on
 * every day on which something begins or ends, each question is put to the rows: does nobody answer, do two give the same
 * answer, is there a row no question reaches?
 */
final class TableGaps {

    private static final int TITLES_BELOW = 4;

    /** A cell that is empty asks nothing. */
    static final BiPredicate<String, String> ONE_OF =
            (cell, value) -> Arrays.asList(cell.split("\\s+")).contains(value);

    /** One row, its cells by the title of the column. */
    record Row(String table, Map<String, String> cells) {

        String name() {
            return cell("Regel");
        }

        String cell(String title) {
            return cells.getOrDefault(title, "");
        }

        LocalDate from() {
            return cell("gültig ab").isEmpty() ? LocalDate.MIN : LocalDate.parse(cell("gültig ab"));
        }

        LocalDate until() {
            return cell("gültig bis").isEmpty() ? LocalDate.MAX : LocalDate.parse(cell("gültig bis"));
        }

        boolean holdsOn(LocalDate day) {
            return !cell("Stand").equals("announced") && !day.isBefore(from()) && !day.isAfter(until());
        }
    }

    /**
     * Something a table asks.
     *
     * @param values what it can be
     * @param columns column to what a cell of it says about a value
     */
    private record Dimension(String name, List<String> values, Map<String, BiPredicate<String, String>> columns) {}

    private final String table;
    private final List<Row> rows;
    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<String> report = new ArrayList<>();
    private final List<String> known = new ArrayList<>();

    /** @param folder where the rules lie */
    TableGaps(Path folder, String path) throws IOException {
        this(path, rows(folder, path));
    }

    TableGaps(String table, List<Row> rows) {
        this.table = table;
        this.rows = rows;
    }

    static List<Row> rows(Path folder, String path) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(path));
        int begin = 0;
        while (!RuleDating.cells(lines.get(begin)).get(0).startsWith("RuleTable")) {
            begin++;
        }
        List<String> titles = RuleDating.cells(lines.get(begin + TITLES_BELOW));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(begin + TITLES_BELOW + 1, lines.size())) {
            List<String> cells = RuleDating.cells(line);
            Map<String, String> byTitle = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(titles.size(), cells.size()); i++) {
                byTitle.putIfAbsent(titles.get(i), cells.get(i));
            }
            rows.add(new Row(path, byTitle));
        }
        return rows;
    }

    /** What is wrong, in German. */
    List<String> report() {
        return report;
    }

    /** What nobody answers, and why that is meant so. */
    List<String> known() {
        return known;
    }

    List<Row> rows() {
        return rows;
    }

    /** The table asks this in one column, with values separated by blanks. */
    TableGaps asks(String column, String... values) {
        return asks(column, List.of(values), Map.of(column, ONE_OF));
    }

    TableGaps asks(String name, List<String> values, Map<String, BiPredicate<String, String>> columns) {
        dimensions.add(new Dimension(name, values, columns));
        return this;
    }

    /** Words that are no value of their column: a row with one is not reached. */
    TableGaps words() {
        for (Dimension dimension : dimensions) {
            dimension.columns().forEach((column, says) -> {
                if (says != ONE_OF) {
                    return;
                }
                for (Row row : rows) {
                    for (String word : row.cell(column).strip().split("\\s+")) {
                        if (!word.isEmpty() && !dimension.values().contains(word)) {
                            report.add(place(row) + ": „" + column + "“ kennt " + word + " nicht.");
                        }
                    }
                }
            });
        }
        return this;
    }

    /** No question and no day reaches a row. */
    TableGaps unreachable() {
        List<Map<String, String>> questions = questions();
        for (Row row : rows) {
            if (row.until().isBefore(row.from())) {
                report.add(place(row) + " endet, bevor sie beginnt.");
            } else if (questions.stream().noneMatch(question -> answers(row, question))) {
                report.add(place(row) + " wird von keiner Angabe erreicht.");
            }
        }
        return this;
    }

    /** Two rows give the same answer to the same question on the same day. */
    TableGaps overlapping(Function<Row, String> answer) {
        TreeSet<String> found = new TreeSet<>();
        for (LocalDate day : days()) {
            for (Map<String, String> question : questions()) {
                Map<String, Row> before = new TreeMap<>();
                for (Row row : answering(question, day)) {
                    Row other = before.putIfAbsent(answer.apply(row), row);
                    if (other != null) {
                        found.add(table + ": Zeilen " + other.name() + " und " + row.name()
                                + " geben dieselbe Antwort für dieselben Angaben am selben Tag.");
                    }
                }
            }
        }
        report.addAll(found);
        return this;
    }

    /**
     * A question to which nobody gives the answer wanted.
     *
     * @param meant whether that is meant so
     */
    TableGaps uncovered(String answer, Predicate<Row> gives, Predicate<Map<String, String>> meant, String because) {
        for (LocalDate day : days()) {
            List<Map<String, String>> open = questions().stream()
                    .filter(question -> answering(question, day).stream().noneMatch(gives))
                    .toList();
            List<Map<String, String>> gaps =
                    open.stream().filter(meant.negate()).toList();
            if (!gaps.isEmpty()) {
                report.add(table + ": „" + answer + "“ gibt ab " + (day.equals(LocalDate.MIN) ? "je" : day)
                        + " keine Zeile für " + inWords(gaps) + ".");
            }
            if (open.size() > gaps.size()) {
                known.add(table + ": nicht immer „" + answer + "“: " + because + ".");
            }
        }
        return this;
    }

    /** The values the gaps have in common, the rest counted. */
    private String inWords(List<Map<String, String>> gaps) {
        return dimensions.stream()
                        .map(dimension -> {
                            SortedSet<String> values = gaps.stream()
                                    .map(gap -> String.valueOf(gap.get(dimension.name())))
                                    .collect(Collectors.toCollection(TreeSet::new));
                            return values.size() == dimension.values().size()
                                    ? ""
                                    : dimension.name() + " " + String.join("/", values);
                        })
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", "))
                + " (" + gaps.size() + " von " + questions().size() + " Fällen)";
    }

    // ---- the space of questions -----------------------------------------------------------------------------------

    private List<Map<String, String>> questions() {
        List<Map<String, String>> questions = List.of(Map.of());
        for (Dimension dimension : dimensions) {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> question : questions) {
                for (String value : dimension.values()) {
                    Map<String, String> longer = new TreeMap<>(question);
                    longer.put(dimension.name(), value);
                    more.add(longer);
                }
            }
            questions = more;
        }
        return questions;
    }

    /** The rows that answer a question on a day. */
    List<Row> answering(Map<String, String> question, LocalDate day) {
        return rows.stream()
                .filter(row -> row.holdsOn(day) && answers(row, question))
                .toList();
    }

    private boolean answers(Row row, Map<String, String> question) {
        return dimensions.stream().allMatch(dimension -> dimension.columns().entrySet().stream()
                .allMatch(column -> row.cell(column.getKey()).isBlank()
                        || column.getValue()
                                .test(
                                        row.cell(column.getKey()).strip(),
                                        String.valueOf(question.get(dimension.name())))));
    }

    /** The days on which something begins, or no longer holds. */
    SortedSet<LocalDate> days() {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Row row : rows) {
            days.add(row.from());
            if (row.until().isBefore(LocalDate.MAX)) {
                days.add(row.until().plusDays(1));
            }
        }
        return days;
    }

    private static String place(Row row) {
        return row.table() + ": Zeile " + row.name();
    }
}
