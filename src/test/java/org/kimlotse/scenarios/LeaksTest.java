package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs after the suite: nothing that any story typed may stand in the log or in a table of the engine. */
@Tag("coverage")
class LeaksTest {

    @ParameterizedTest
    @ValueSource(strings = {"h2.txt", "postgres.txt"})
    void nothingAStoryTypedStandsInTheLogOrInTheEngine(String run) throws IOException {
        Path file = Path.of("target", "leaks", run);
        assertThat(file)
                .as("what the suite looked for; run the whole suite first")
                .exists();
        List<String> report = Files.readAllLines(file);
        assertThat(report.get(0)).matches("looked for [1-9]\\d{2,} texts in [1-9]\\d* lines .*");
        assertThat(report.subList(1, report.size())).isEmpty();
    }
}
