package org.kimlotse.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kimlotse.LotseTest;
import org.kimlotse.engine.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every persona through the endpoint, to the day: for each person the whole timeline, all flags, all dates and all steps
 * with office and days, as {@code src/test/resources/personas} has them.
 */
@LotseTest
class PersonaPreviewTest {

    private static final Path PERSONAS = Path.of("src/test/resources/personas");

    /** Steps and periods carry their days themselves. */
    private static final Set<String> OWN_DAYS = Set.of("PERIOD", "HOP", "STEP", "REFERRAL_STEP", "SELF_SERVICE");

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    static Stream<Path> personas() throws IOException {
        try (Stream<Path> files = Files.list(PERSONAS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("personas")
    void isAnsweredToTheDay(Path persona) throws IOException {
        JsonNode file = json.readTree(Files.readString(persona));
        var answer = Visitor.signedIn(port, "fallmanagement")
                .post("/api/decisions/preview", file.get("request").toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        for (JsonNode person : json.readTree(answer.body()).get("persons")) {
            String id = person.get("id").asText();
            JsonNode expected = file.get("expected").get(id);
            assertThat(person.path("indication").asText("null"))
                    .as(id + " indication")
                    .isEqualTo(expected.path("indication").asText("null"));
            assertThat(timeline(person)).as(id + " timeline").isEqualTo(texts(expected.get("timeline")));
            assertThat(texts(person.get("flags"))).as(id + " flags").isEqualTo(texts(expected.get("flags")));
            assertThat(List.copyOf(dates(person))).as(id + " dates").isEqualTo(texts(expected.get("dates")));
            assertThat(steps(person)).as(id + " steps").isEqualTo(texts(expected.get("steps")));
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> timeline(JsonNode person) {
        return StreamSupport.stream(person.get("timeline").spliterator(), false)
                .map(p -> p.get("law").asText() + provision(p) + " " + day(p, "from") + " bis " + day(p, "until"))
                .toList();
    }

    private static String provision(JsonNode period) {
        return period.hasNonNull("provision") ? " " + period.get("provision").asText() : "";
    }

    private static String day(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : "offen";
    }

    private static Set<String> dates(JsonNode person) {
        Set<String> dates = new TreeSet<>();
        for (JsonNode finding : person.get("findings")) {
            if (!OWN_DAYS.contains(finding.get("kind").asText())) {
                finding.get("dates")
                        .fields()
                        .forEachRemaining(
                                d -> dates.add(d.getKey() + " " + d.getValue().asText()));
            }
        }
        return dates;
    }

    private static List<String> steps(JsonNode person) {
        return StreamSupport.stream(person.get("steps").spliterator(), false)
                .map(s -> s.get("step").asText() + " " + s.get("office").asText() + " " + day(s, "soft") + " "
                        + day(s, "hard") + " " + s.get("path").asText())
                .toList();
    }
}
