package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kimlotse.assessment.facts.ResidenceStatus;

/**
 * Gaps in the tables themselves: rows that say two things of the same person on the same day, rows no day can reach, and
 * statuses of which no row and no rule says anything. The report stands in {@code target/rule-tables.txt}.
 */
class TableGapsTest {

    private static final LocalDate OPEN_END = LocalDate.of(9999, 12, 31);
    private static final int TITLES = 7;

    /** Statuses that rules decide instead of a row, with the row of table A. */
    private static final Map<ResidenceStatus, String> BY_RULES = Map.of(
            ResidenceStatus.TITLE_24, "16",
            ResidenceStatus.JOB_SEARCH, "23",
            ResidenceStatus.EU_CITIZEN, "24 bis 27",
            ResidenceStatus.NO_TITLE_YET, "18a",
            ResidenceStatus.OTHER, "18a, 99");

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
            return cell("gültig bis").isEmpty() ? OPEN_END : LocalDate.parse(cell("gültig bis"));
        }

        boolean inForce() {
            return cell("Stand").isEmpty() || cell("Stand").equals("inForce");
        }

        boolean overlaps(Row other) {
            return !from().isAfter(other.until()) && !other.from().isAfter(until());
        }
    }

    private final List<String> report = new ArrayList<>();

    private List<Row> rows(String path) throws IOException {
        List<String> lines = Files.readAllLines(RuleFiles.DELIVERED.resolve(path));
        String[] titles = cells(lines.get(TITLES));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(TITLES + 1, lines.size())) {
            String[] cells = cells(line);
            Map<String, String> byTitle = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(titles.length, cells.length); i++) {
                byTitle.putIfAbsent(titles[i], cells[i]);
            }
            rows.add(new Row(path, byTitle));
        }
        return rows;
    }

    private static String[] cells(String line) {
        return line.substring(1, line.length() - 1).split("\",\"", -1);
    }

    private void unreachable(List<Row> rows) {
        for (Row row : rows) {
            if (row.inForce() && row.until().isBefore(row.from())) {
                report.add(row.table() + ": Zeile " + row.name() + " endet, bevor sie beginnt.");
            }
        }
    }

    private void overlapping(List<Row> rows, String... conditions) {
        for (int i = 0; i < rows.size(); i++) {
            for (Row other : rows.subList(i + 1, rows.size())) {
                Row row = rows.get(i);
                boolean same = Arrays.stream(conditions)
                        .allMatch(title -> row.cell(title).equals(other.cell(title))
                                || row.cell(title).isEmpty()
                                || other.cell(title).isEmpty());
                if (same && row.inForce() && other.inForce() && row.overlaps(other)) {
                    report.add(row.table() + ": Zeilen " + row.name() + " und " + other.name()
                            + " gelten für dieselben Angaben am selben Tag.");
                }
            }
        }
    }

    @Test
    void noRowOverlapsAnotherNoneIsUnreachableAndEveryStatusIsDecided() throws IOException {
        List<Row> changes = rows("benefit-law/changes.drl.csv");
        List<Row> stays = rows("benefit-law/stays.drl.csv");
        List<Row> open = rows("benefit-law/open.drl.csv");
        List<Row> parameters = rows("parameters/parameters.drl.csv");

        overlapping(changes, "Status", "Ereignis", "nur wenn SUBSIDIAER_TRIGGER");
        overlapping(stays, "Status");
        overlapping(open, "Status");
        overlapping(parameters, "Name");
        overlapping(rows("consistency/day-order.drl.csv"), "zuerst", "danach");
        overlapping(rows("order-of-work/order.drl.csv"), "Schritt");
        for (List<Row> table : List.of(changes, stays, open, parameters)) {
            unreachable(table);
        }
        ages(rows("benefit-law/age-limits.drl.csv"));

        Set<String> decided = new TreeSet<>();
        for (List<Row> table : List.of(changes, stays, open)) {
            table.stream().filter(Row::inForce).forEach(row -> decided.add(row.cell("Status")));
        }
        for (ResidenceStatus status : ResidenceStatus.values()) {
            if (!decided.contains(status.name()) && !BY_RULES.containsKey(status)) {
                report.add("Tabelle A: zum Status " + status.name() + " gibt es keine Zeile.");
            }
        }
        for (String status : decided) {
            if (Arrays.stream(ResidenceStatus.values()).noneMatch(s -> s.name().equals(status))) {
                report.add("Tabelle A: den Status " + status + " gibt es nicht.");
            }
        }

        Path target = Path.of("target", "rule-tables.txt");
        Files.createDirectories(target.getParent());
        Files.writeString(
                target, report.isEmpty() ? "Keine Überschneidung, keine Lücke.\n" : String.join("\n", report) + "\n");
        assertThat(report).isEmpty();
    }

    /** Every year of birth has exactly one age limit. */
    private void ages(List<Row> rows) {
        for (int year = 1900; year <= 2030; year++) {
            int born = year;
            long limits = rows.stream()
                    .filter(row -> Integer.parseInt(row.cell("geboren ab Jahr")) <= born
                            && born <= Integer.parseInt(row.cell("bis Jahr")))
                    .count();
            if (limits != 1) {
                report.add("Altersgrenze: Jahrgang " + year + " hat " + limits + " Zeilen.");
            }
        }
    }

    @Test
    void theCheckFindsWhatItLooksFor() {
        Row first = new Row("t", Map.of("Regel", "a", "Status", "X", "gültig ab", "2026-01-01", "Stand", "inForce"));
        Row later = new Row(
                "t",
                Map.of(
                        "Regel",
                        "b",
                        "Status",
                        "X",
                        "gültig ab",
                        "2026-06-01",
                        "gültig bis",
                        "2026-05-31",
                        "Stand",
                        "inForce"));
        Row overlapping =
                new Row("t", Map.of("Regel", "c", "Status", "X", "gültig ab", "2027-01-01", "Stand", "inForce"));
        overlapping(List.of(first, overlapping), "Status");
        unreachable(List.of(later));
        assertThat(report)
                .containsExactly(
                        "t: Zeilen a und c gelten für dieselben Angaben am selben Tag.",
                        "t: Zeile b endet, bevor sie beginnt.");
    }
}
