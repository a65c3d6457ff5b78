package org.kimlotse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs after the suite, in an execution of its own: a sequence flow no story takes is a flow nobody has seen work. */
@Tag("coverage")
class FlowsTakenTest {

    @ParameterizedTest
    @ValueSource(strings = {"h2.txt", "postgres.txt"})
    void everySequenceFlowOfEveryProcessWasTakenByAStory(String run) throws IOException {
        Path file = Path.of("target", "flows-taken", run);
        assertThat(file)
                .as("flows recorded by the suite; run the whole suite first")
                .exists();
        Set<String> never = flowsOfAllModels();
        assertThat(never).isNotEmpty();
        never.removeAll(Files.readAllLines(file));
        assertThat(never).as("sequence flows never taken").isEmpty();
    }

    static Set<String> flowsOfAllModels() throws IOException {
        Set<String> flows = new TreeSet<>();
        try (Stream<Path> models = Files.walk(Path.of("processes"))) {
            List<Path> files =
                    models.filter(p -> p.toString().endsWith(".bpmn")).toList();
            for (Path file : files) {
                var model = Bpmn.readModelFromFile(file.toFile());
                String process = model.getModelElementsByType(Process.class)
                        .iterator()
                        .next()
                        .getId();
                model.getModelElementsByType(SequenceFlow.class).forEach(f -> flows.add(process + " " + f.getId()));
            }
        }
        return flows;
    }
}
