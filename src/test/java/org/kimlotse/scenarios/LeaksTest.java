package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs after the suite: nothing that any story typed may stand in the log or in a table of the engine. */
@Tag("coverage")
class LeaksTest {

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void nothingAStoryTypedStandsInTheLogOrInTheEngine(String database) throws IOException {
        List<String> looked = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(LeakWatch.FOLDER, database + "-*.txt")) {
            for (Path each : reports) {
                List<String> report = Files.readAllLines(each);
                looked.add(report.get(0));
                found.addAll(report.subList(1, report.size()));
            }
        }
        assertThat(looked)
                .as("what the suite looked for; run the whole suite first")
                .isNotEmpty()
                .allMatch(line -> line.matches("looked for [1-9]\\d+ texts in [1-9]\\d* lines .*"));
        assertThat(found).isEmpty();
    }
}
