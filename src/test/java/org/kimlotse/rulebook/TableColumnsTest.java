package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableColumnsTest {

    private static final Pattern CELL = Pattern.compile("\\.(\\w+)\\(\"\\$param\"\\)");

    static Stream<Path> tables() throws IOException {
        try (Stream<Path> files = Files.walk(RuleFiles.DELIVERED)) {
            return files.filter(file -> file.toString().endsWith(".drl.csv")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableWithoutAColumnOfWhatItsRowsSayIsRefusedWithFileAndRow(Path table) throws IOException {
        List<List<String>> lines =
                Files.readString(table).lines().map(RuleDating::cells).toList();
        int head = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).get(0).startsWith("RuleTable"))
                .findFirst()
                .orElseThrow();
        List<String> code = lines.get(head + 3);
        List<String> dropped = new ArrayList<>();
        for (int column = 1; column < code.size(); column++) {
            Matcher cell = CELL.matcher(code.get(column));
            if (!cell.matches()) {
                // Conditions, and the cells that begin and end the row: without them the rest is not to be read at all.
                continue;
            }
            dropped.add(cell.group(1));
            String without = without(lines, column);
            assertThatThrownBy(() -> RuleFile.parse("x/" + table.getFileName(), without))
                    .isInstanceOfSatisfying(RulesRejected.class, refused -> assertThat(refused.problems())
                            .singleElement()
                            .satisfies(problem -> {
                                assertThat(problem.file()).isEqualTo("x/" + table.getFileName());
                                assertThat(problem.row()).isEqualTo(head + 4);
                                assertThat(problem.message())
                                        .contains("Eine Spalte fehlt", "„." + cell.group(1) + "(\"$param\")“");
                            }));
        }
        assertThat(dropped).as("columns tried").isNotEmpty();
    }

    /** The whole table as it is needs no column. */
    @ParameterizedTest
    @MethodSource("tables")
    void theDeliveredTableIsWhole(Path table) throws IOException {
        assertThat(RuleFile.parse("x/" + table.getFileName(), Files.readString(table))
                        .parsed()
                        .getRules())
                .isNotEmpty();
    }

    private static String without(List<List<String>> lines, int column) {
        return lines.stream()
                .map(line -> IntStream.range(0, line.size())
                        .filter(i -> i != column)
                        .mapToObj(i -> '"' + line.get(i).replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
    }
}
