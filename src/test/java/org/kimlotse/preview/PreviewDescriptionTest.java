package org.kimlotse.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.engine.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;

/** The description of the preview that is served is one a reader of YAML 1.1 understands, and its example works. */
@LotseTest
class PreviewDescriptionTest {

    /** The rule sets the preview asks that set flags. */
    private static final List<String> ASKED = List.of(
            "benefit-law",
            "transition-hops",
            "indication",
            "language-course",
            "jobcenter-referral",
            "health",
            "residence-family",
            "consistency");

    private static final Pattern FLAG = Pattern.compile("Found\\.flag\\(\"([A-Z0-9_]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    private JsonNode description(Visitor visitor) {
        HttpResponse<String> served = visitor.get("/openapi/decisions.yaml");
        assertThat(served.statusCode()).isEqualTo(200);
        Object read = new Yaml().load(served.body());
        return json.valueToTree(read);
    }

    @Test
    void theExampleReadAsYaml11IsAnswered() throws IOException {
        Visitor visitor = Visitor.signedIn(port, "fallmanagement");
        JsonNode example = description(visitor)
                .at("/paths/~1api~1decisions~1preview/post/requestBody/content/application~1json/example");

        HttpResponse<String> answer = visitor.post("/api/decisions/preview", example.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode person = json.readTree(answer.body()).at("/persons/0");
        assertThat(person.at("/id").asText()).isEqualTo("P01");
        assertThat(person.at("/timeline/0/until").asText()).isEqualTo("2026-09-30");
    }

    @Test
    void everyFlagTheRulesSetIsListedWithASentence() throws IOException {
        JsonNode flags = description(Visitor.signedIn(port, "fallmanagement"))
                .at("/components/schemas/PersonPreview/properties/flags");
        Set<String> listed = new TreeSet<>();
        flags.at("/items/enum").forEach(one -> listed.add(one.asText()));

        Set<String> set = new TreeSet<>(Set.of("ALPHA", "ZWEITSCHRIFT"));
        for (String folder : ASKED) {
            Matcher found = FLAG.matcher(Files.readString(Path.of("rules", folder, folder + ".drl")));
            while (found.find()) {
                set.add(found.group(1));
            }
        }
        assertThat(listed).isEqualTo(set);
        assertThat(listed)
                .allSatisfy(flag -> assertThat(flags.at("/description").asText())
                        .containsPattern("(?m)^- " + flag + ": \\p{L}.{10,}$"));
    }
}
