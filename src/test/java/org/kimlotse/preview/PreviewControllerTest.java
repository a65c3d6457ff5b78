package org.kimlotse.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kimlotse.LotseTest;
import org.kimlotse.engine.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The preview as people reach it: who may ask, what comes back, and what a mistake is answered with. */
@LotseTest
class PreviewControllerTest {

    private static final String PERSON =
            """
            {"id": "a", "birthDate": "1995-03-03", "employable": true, "needsSupport": true, "consents": "ALL",
             "statuses": [{"kind": "RECOGNISED", "decisionServedOn": "2026-09-15"}]}
            """;

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    private HttpResponse<String> ask(String user, String body) {
        return Visitor.signedIn(port, user).post("/api/decisions/preview", body);
    }

    private static String household(String persons) {
        return "{\"asOf\": \"2026-09-15\", \"municipality\": \"Siegburg\", \"persons\": [" + persons + "]}";
    }

    @Test
    void answersWithTimelineStepsAndFlags() throws IOException {
        HttpResponse<String> answer = ask("fallmanagement", household(PERSON));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode person = json.readTree(answer.body()).get("persons").get(0);
        assertThat(person.get("timeline")).hasSize(2);
        assertThat(person.get("timeline").get(0).get("law").asText()).isEqualTo("ASYLBLG");
        assertThat(person.get("timeline").get(0).get("until").asText()).isEqualTo("2026-09-30");
        assertThat(person.get("timeline").get(1).get("law").asText()).isEqualTo("SGB_II");
        assertThat(person.get("timeline").get(1).get("from").asText()).isEqualTo("2026-10-01");
        assertThat(StreamSupport.stream(person.get("flags").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactly("TITEL_BEANTRAGEN");
        assertThat(StreamSupport.stream(person.get("steps").spliterator(), false)
                        .map(step -> step.get("office").asText()))
                .contains("JC-SIE", "SOZ-SIE", "ABH-RSK");
        assertThat(json.readTree(answer.body())
                        .get("ruleSets")
                        .get("benefit-law")
                        .asText())
                .hasSize(64);
    }

    @Test
    void savesNothing() {
        int before = decisions();
        assertThat(ask("fallmanagement", household(PERSON)).statusCode()).isEqualTo(200);
        assertThat(decisions()).isEqualTo(before);
    }

    private int decisions() {
        return jdbc.sql("select count(*) from decisions").query(Integer.class).single();
    }

    @Test
    void coordinationAndProcessOwnersMayAskOthersMayNot() {
        for (String user : new String[] {"koordination", "prozesse", "lohmar"}) {
            assertThat(ask(user, household(PERSON)).statusCode()).as(user).isEqualTo(200);
        }
        for (String user : new String[] {"jobcenter", "sozialdezernat"}) {
            assertThat(ask(user, household(PERSON)).statusCode()).as(user).isEqualTo(403);
        }
        assertThat(new Visitor(port)
                        .post("/api/decisions/preview", household(PERSON))
                        .statusCode())
                .isIn(302, 401, 403);
    }

    @Test
    void aSwitchOfTheRulesCanBeSetForOneQuestion() throws IOException {
        String body =
                """
                {"asOf": "2026-08-20", "persons": [{"id": "a", "inGermanySince": "2026-08-03", "statuses": [
                  {"kind": "TITLE_24", "since": "2026-08-03", "fiktionsbescheinigungOn": "2026-08-20",
                   "identityRegisteredOn": "2026-08-20"}]}], "parameters": {"LRAG_ACTIVE": "true"}}
                """;
        JsonNode on =
                json.readTree(ask("fallmanagement", body).body()).get("persons").get(0);
        JsonNode off = json.readTree(ask("fallmanagement", body.replace("\"true\"", "\"false\""))
                        .body())
                .get("persons")
                .get(0);
        assertThat(on.get("timeline").get(0).has("until")).isTrue();
        assertThat(on.get("timeline").get(0).get("law").asText()).isEqualTo("ASYLBLG");
        assertThat(on.get("flags").toString()).contains("LRAG");
        assertThat(off.get("timeline").get(1).get("from").asText()).isEqualTo("2026-09-01");
    }

    private static final String UKRAINE =
            """
            {"asOf": "2026-08-20", "persons": [{"id": "a", "inGermanySince": "2026-08-03", "statuses": [
              {"kind": "TITLE_24", "since": "2026-08-03", "fiktionsbescheinigungOn": "2026-08-20",
               "identityRegisteredOn": "2026-08-20"}]}], "includeAnnounced": false}
            """;

    @Test
    void anAnnouncedLawIsShownToWhoeverAsksForItAndToNobodyElse() throws IOException {
        JsonNode now = json.readTree(ask("prozesse", UKRAINE).body());
        JsonNode then = json.readTree(
                ask("prozesse", UKRAINE.replace("\"includeAnnounced\": false", "\"includeAnnounced\": true"))
                        .body());
        assertThat(now.get("persons").get(0).get("timeline").get(1).get("from").asText())
                .isEqualTo("2026-09-01");
        assertThat(then.get("persons").get(0).get("timeline"))
                .allSatisfy(period -> assertThat(period.get("law").asText()).isEqualTo("ASYLBLG"));
        assertThat(then.get("persons").get(0).get("flags").toString()).contains("LRAG");
        assertThat(now.get("includeAnnounced").asBoolean()).isFalse();
        assertThat(then.get("includeAnnounced").asBoolean()).isTrue();
    }

    @Test
    void anAnswerCanBeHadAgainWithWhatItSaysOfItself() throws IOException {
        HttpResponse<String> first = ask(
                "fallmanagement",
                household(PERSON)
                        .replace("\"asOf\": \"2026-09-15\",", "\"parameters\": {\"SOFT_APPLICATION_DAYS\": \"9\"},"));
        JsonNode answer = json.readTree(first.body());
        com.fasterxml.jackson.databind.node.ObjectNode again =
                (com.fasterxml.jackson.databind.node.ObjectNode) json.readTree(household(PERSON));
        for (String part : new String[] {"asOf", "parameters", "includeAnnounced", "ruleSets"}) {
            again.set(part, answer.get(part));
        }
        assertThat(json.readTree(ask("fallmanagement", again.toString()).body()))
                .isEqualTo(answer);
    }

    @Test
    void aFindingSaysWhatItRestsOnAndWhoReleasedIt() throws IOException {
        JsonNode person = json.readTree(ask("fallmanagement", household(PERSON)).body())
                .get("persons")
                .get(0);
        assertThat(person.get("findings")).isNotEmpty().allSatisfy(f -> assertThat(
                        f.get("validity").get("source").asText())
                .isNotBlank());
    }

    @Test
    void datedEventsFillTheFactsOfAPerson() throws IOException {
        String body =
                """
                {"asOf": "2026-09-15", "persons": [{"id": "a", "statuses": [{"kind": "RECOGNISED"}]}],
                 "events": [{"person": "a", "kind": "DECISION_SERVED", "on": "2026-09-15"}]}
                """;
        JsonNode person =
                json.readTree(ask("fallmanagement", body).body()).get("persons").get(0);
        assertThat(person.get("timeline").get(0).get("until").asText()).isEqualTo("2026-09-30");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("no json", "{", "kein JSON"),
                Arguments.of("a list", "[]", "JSON-Objekt"),
                Arguments.of("no persons", "{\"asOf\": \"2026-09-15\", \"persons\": []}", "„persons“ ist leer"),
                Arguments.of("persons missing", "{}", "„persons“ ist leer"),
                Arguments.of(
                        "unknown title",
                        household(PERSON.replace("RECOGNISED", "RECOGNIZED")),
                        "„persons[0].statuses[0].kind“ kennt den Wert „RECOGNIZED“ nicht"),
                Arguments.of(
                        "a day that does not exist",
                        household(PERSON.replace("2026-09-15", "2026-02-30")),
                        "„persons[0].statuses[0].decisionServedOn“ ist kein Tag"),
                Arguments.of(
                        "year 9999",
                        household(PERSON.replace("2026-09-15", "9999-01-01")),
                        "„persons[0].statuses[0].decisionServedOn“ liegt nicht zwischen 1900 und 2100"),
                Arguments.of(
                        "as of year 9999",
                        household(PERSON).replace("\"asOf\": \"2026-09-15\"", "\"asOf\": \"9999-09-15\""),
                        "„asOf“ liegt nicht zwischen 1900 und 2100"),
                Arguments.of(
                        "served before birth",
                        household(PERSON.replace("1995-03-03", "2026-09-16")),
                        "„persons[0].statuses[0].decisionServedOn“ liegt vor der Geburt"),
                Arguments.of(
                        "a misspelt field",
                        household(PERSON.replace("employable", "employble")),
                        "„persons[0].employble“ gibt es nicht"),
                Arguments.of(
                        "unknown municipality",
                        household(PERSON).replace("Siegburg", "Köln"),
                        "„municipality“ ist keine Kommune"),
                Arguments.of("two of one id", household(PERSON + "," + PERSON), "zwei Personen mit der id „a“"),
                Arguments.of(
                        "unknown parameter",
                        household(PERSON).replace("\"asOf\"", "\"parameters\": {\"X\": \"1\"}, \"asOf\""),
                        "„parameters.X“ ist kein Parameter"),
                Arguments.of(
                        "a version that is none",
                        household(PERSON).replace("\"asOf\"", "\"ruleSets\": {\"benefit-law\": \"x\"}, \"asOf\""),
                        "„ruleSets.benefit-law“ ist keine Fassung"),
                Arguments.of(
                        "a version nobody kept",
                        household(PERSON)
                                .replace(
                                        "\"asOf\"",
                                        "\"ruleSets\": {\"benefit-law\": \"" + "0".repeat(64) + "\"}, \"asOf\""),
                        "„ruleSets.benefit-law“ nennt eine Fassung, die nicht aufbewahrt ist"),
                Arguments.of(
                        "a rule set no preview asks",
                        household(PERSON)
                                .replace(
                                        "\"asOf\"",
                                        "\"ruleSets\": {\"bottlenecks\": \"" + "0".repeat(64) + "\"}, \"asOf\""),
                        "„ruleSets.bottlenecks“ wird in der Vorschau nicht gefragt"),
                Arguments.of(
                        "a parameter that is no number",
                        household(PERSON).replace("\"asOf\"", "\"parameters\": {\"KV_DAY\": \"viele\"}, \"asOf\""),
                        "„parameters.KV_DAY“ muss eine ganze Zahl sein"),
                Arguments.of(
                        "a word no rule knows",
                        household(PERSON)
                                .replace("\"asOf\"", "\"parameters\": {\"SUBSIDIAER_TRIGGER\": \"FOO\"}, \"asOf\""),
                        "„parameters.SUBSIDIAER_TRIGGER“ kennt den Wert „FOO“ nicht. Möglich sind: TITEL, UNANFECHTBAR, ZUSTELLUNG."),
                Arguments.of(
                        "an event of nobody",
                        household(PERSON)
                                .replace(
                                        "\"asOf\"",
                                        "\"events\": [{\"person\": \"b\", \"kind\": \"ENTRY\", \"on\": \"2026-01-01\"}], \"asOf\""),
                        "gibt es im Haushalt nicht"),
                Arguments.of(
                        "more than thirty persons",
                        household(String.join(",", java.util.Collections.nCopies(31, PERSON))),
                        "höchstens 30"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsNamedInGermanWithItsField(String what, String body, String message) {
        HttpResponse<String> answer = ask("fallmanagement", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(message.replace("\"", "\\\""));
    }

    @Test
    void aMistakeIsToldOnce() throws IOException {
        HttpResponse<String> answer = ask("fallmanagement", household(PERSON.replace("2026-09-15", "9999-01-01")));
        assertThat(json.readTree(answer.body()).get("problems")).hasSize(1);
    }

    @Test
    void aMissingServiceDateIsAnAnswerNotAMistake() throws IOException {
        HttpResponse<String> answer =
                ask("fallmanagement", household(PERSON.replace(", \"decisionServedOn\": \"2026-09-15\"", "")));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode person = json.readTree(answer.body()).get("persons").get(0);
        assertThat(person.get("flags").toString()).contains("ZUSTELLDATUM_FEHLT");
        assertThat(person.get("missingFacts")).isNotEmpty();
    }

    @Test
    void thirtyPersonsAreAnswered() throws IOException {
        StringBuilder persons = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            persons.append(i == 0 ? "" : ",").append(PERSON.replace("\"a\"", "\"p" + i + "\""));
        }
        HttpResponse<String> answer = ask("fallmanagement", household(persons.toString()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).get("persons")).hasSize(30);
    }
}
