package org.kimlotse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The engine's REST interface, as a browser reaches it, on both mounts. */
@EngineTest
class EngineRestTest {

    private static final String REST = "/engine-rest";
    private static final String REST_NAMED = "/engine-rest/engine/default";
    private static final String WEBAPP = "/camunda/api/engine/engine/default";

    @LocalServerPort
    int port;

    @Autowired
    Workflows workflows;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Probe.Store store;

    @Autowired
    ObjectMapper json;

    private final String key = "rest-" + UUID.randomUUID();
    private String instance;
    private Task task;

    @BeforeEach
    void start() {
        instance = workflows.start("probe", key, Answers.of(Probe.TEAM, "case-manager-siegburg"));
        task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }

    @ParameterizedTest
    @ValueSource(strings = {REST, REST_NAMED, WEBAPP})
    void aCaseManagerWorksATaskThroughItsForm(String mount) throws Exception {
        Visitor visitor = Visitor.signedIn(port, "fallmanagement");
        assertThat(visitor.post(mount + "/task/" + task.getId() + "/claim", "{\"userId\":\"fallmanagement\"}")
                        .statusCode())
                .isEqualTo(204);

        JsonNode variables =
                json.readTree(visitor.get(mount + "/task/" + task.getId() + "/form-variables?deserializeValues=false")
                        .body());
        assertThat(variables.path("probeTitle").path("value").asText()).isEqualTo("Titel von " + key);
        assertThat(variables.path("probeTitle").path("type").asText()).isEqualTo("String");
        assertThat(variables.path("probeAgree").path("type").asText()).isEqualTo("Boolean");
        assertThat(variables.path("probeRows").path("type").asText()).isEqualTo("Json");
        assertThat(json.readTree(variables.path("probeRows").path("value").asText())
                        .get(0)
                        .path("what")
                        .asText())
                .isEqualTo("Erstes");

        HttpResponse<String> answer = visitor.post(
                mount + "/task/" + task.getId() + "/submit-form",
                """
                {"variables": {"probeName": {"value": "Amina", "type": "String"},
                               "probeAgree": {"value": false, "type": "Boolean"},
                               "probeCount": {"value": 3},
                               "probeRows": {"value": "[{\\"what\\":\\"Termin\\"}]", "type": "Json"}}}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(store.of(key))
                .containsEntry("probeName", "Amina")
                .containsEntry("probeCount", "3")
                .containsEntry("probeRows", "[{what=Termin}]");
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {REST, REST_NAMED, WEBAPP})
    void answersInGermanWithTheProblemOfEachField(String mount) throws Exception {
        Visitor visitor = Visitor.signedIn(port, "fallmanagement");

        HttpResponse<String> answer = visitor.post(
                mount + "/task/" + task.getId() + "/submit-form",
                "{\"variables\": {\"probeBirth\": {\"value\": \"32.13.2026\"}, \"probeName\": {\"value\": \"verboten\"}}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("type").asText()).isEqualTo("FormRejected");
        assertThat(body.path("message").asText()).contains("Geburtsdatum", "Dieser Name ist nicht erlaubt.");
        assertThat(body.path("problems").findValuesAsText("field"))
                .containsExactlyInAnyOrder("probeBirth", "probeName", "probeNote");
        assertThat(store.of(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {REST, WEBAPP})
    void answersInGermanWhenTheTaskIsDoneForeignOrUnreadable(String mount) throws Exception {
        Visitor visitor = Visitor.signedIn(port, "fallmanagement");
        String address = mount + "/task/" + task.getId() + "/submit-form";
        Visitor stranger = Visitor.signedIn(port, "lohmar");
        HttpResponse<String> foreign = stranger.post(address, "{\"variables\": {\"probeName\": {\"value\": \"x\"}}}");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(message(foreign)).isEqualTo("Für diese Aufgabe fehlt Ihnen die Berechtigung.");

        HttpResponse<String> unreadable = visitor.post(address, "{\"variables\": ");
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(message(unreadable)).contains("nicht lesbar");
        HttpResponse<String> mistyped =
                visitor.post(address, "{\"variables\": {\"probeCount\": {\"value\": \"x\", \"type\": \"Integer\"}}}");
        assertThat(mistyped.statusCode()).isEqualTo(400);
        assertThat(message(mistyped)).contains("nicht lesbar");

        assertThat(visitor.post(address, "{\"variables\": {\"probeAgree\": {\"value\": true}}}")
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> done = visitor.post(address, "{\"variables\": {\"probeAgree\": {\"value\": false}}}");
        assertThat(done.statusCode()).isEqualTo(409);
        assertThat(message(done)).startsWith("Diese Aufgabe ist bereits erledigt.");
    }

    private String message(HttpResponse<String> answer) throws Exception {
        return json.readTree(answer.body()).path("message").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {REST, REST_NAMED, WEBAPP})
    void noWriterOfTheInterfaceGetsPastTheForm(String mount) {
        for (String user : List.of("fallmanagement", "admin")) {
            Visitor visitor = Visitor.signedIn(port, user);
            String variables = "{\"variables\": {\"probeAgreed\": {\"value\": true}}}";
            String modifications = "{\"modifications\": {\"consentValid\": {\"value\": true}}}";
            String taskPath = mount + "/task/" + task.getId();
            refused(visitor.post(taskPath + "/complete", variables), user);
            refused(visitor.post(taskPath + "/complete", "{}"), user);
            refused(visitor.post(taskPath + "/resolve", variables), user);
            refused(visitor.post(taskPath + "/bpmnError", "{\"errorCode\":\"x\",\"variables\":{}}"), user);
            refused(visitor.post(taskPath + "/bpmnEscalation", "{\"escalationCode\":\"x\"}"), user);
            refused(visitor.post(taskPath + "/variables", modifications), user);
            refused(visitor.post(taskPath + "/localVariables", modifications), user);
            refused(visitor.put(taskPath + "/variables/consentValid", "{\"value\": true}"), user);
            refused(visitor.put(taskPath + "/localVariables/consentValid", "{\"value\": true}"), user);
            refused(visitor.post(taskPath + "/comment/create", "{\"message\": \"Frau Muster\"}"), user);
            refused(visitor.put(taskPath, "{\"name\": \"x\", \"description\": \"Frau Muster\"}"), user);
            refused(visitor.post(mount + "/task/create", "{\"name\": \"Frau Muster\"}"), user);
            refused(visitor.post(mount + "/execution/" + instance + "/localVariables", modifications), user);
            refused(
                    visitor.put(mount + "/execution/" + instance + "/localVariables/consentValid", "{\"value\": true}"),
                    user);
            refused(visitor.post(mount + "/process-instance/" + instance + "/variables", modifications), user);
            refused(
                    visitor.put(
                            mount + "/process-instance/" + instance + "/variables/consentValid", "{\"value\": true}"),
                    user);
            refused(
                    visitor.post(
                            mount + "/process-instance/" + instance + "/modification",
                            """
                    {"instructions": [{"type": "startBeforeActivity", "activityId": "userTask_again",
                       "variables": {"consentValid": {"value": true, "local": true}}}]}
                    """),
                    user);
            refused(
                    visitor.post(
                            mount + "/process-instance/variables-async",
                            "{\"processInstanceIds\": [\"" + instance
                                    + "\"], \"variables\": {\"consentValid\": {\"value\": true}}}"),
                    user);
            refused(
                    visitor.post(
                            mount + "/message",
                            """
                    {"messageName": "probe.nudged", "businessKey": "%s", "processVariables": {"consentValid": {"value": true}}}
                    """
                                    .formatted(key)),
                    user);
            refused(
                    visitor.post(
                            mount + "/signal",
                            "{\"name\": \"x\", \"variables\": {\"consentValid\": {\"value\": true}}}"),
                    user);
            refused(
                    visitor.post(
                            mount + "/execution/" + instance + "/messageSubscriptions/probe.nudged/trigger",
                            "{\"variables\": {\"consentValid\": {\"value\": true}}}"),
                    user);
            refused(
                    visitor.post(mount + "/process-definition/key/probe/start", "{\"businessKey\": \"Frau Muster\"}"),
                    user);
            refused(
                    visitor.post(
                            mount + "/process-definition/key/probe/submit-form", "{\"businessKey\": \"Frau Muster\"}"),
                    user);
            refused(visitor.post(mount + "/condition", "{\"variables\": {\"consentValid\": {\"value\": true}}}"), user);
        }
        assertThat(runtime.createVariableInstanceQuery()
                        .processInstanceIdIn(instance)
                        .list())
                .extracting(v -> v.getName())
                .containsExactly("probeTeam");
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getDescription())
                .isNull();
    }

    private static void refused(HttpResponse<String> answer, String user) {
        assertThat(answer.statusCode())
                .as(user + " " + answer.request().method() + " " + answer.uri() + " " + answer.body())
                .isBetween(400, 500)
                .isNotEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {REST, REST_NAMED, WEBAPP})
    void noQueryEvaluatesAnExpression(String mount) {
        String attack = "${''.getClass().forName('java.lang.System').getMethods()[0].invoke(null)}";
        for (String user : List.of("fallmanagement", "admin")) {
            Visitor visitor = Visitor.signedIn(port, user);
            for (String body : List.of(
                    "{\"orQueries\":[{\"assigneeExpression\":\"" + attack + "\"}]}",
                    "{\"orQueries\":[{\"candidateGroupsExpression\":\"${currentUserGroups()}\"}]}",
                    "{\"orQueries\":[{\"dueBeforeExpression\":\"${now()}\"}, {}]}",
                    "{\"assigneeExpression\":\"" + attack + "\"}")) {
                assertThat(visitor.post(mount + "/task", body).statusCode())
                        .as(body)
                        .isEqualTo(400);
                assertThat(visitor.post(mount + "/task/count", body).statusCode())
                        .as(body)
                        .isEqualTo(400);
            }
            assertThat(visitor.get(mount + "/task?assigneeExpression=x").statusCode())
                    .isEqualTo(400);
            assertThat(visitor.post(
                                    mount + "/task?maxResults=10",
                                    "{\"orQueries\":[{\"assignee\":\"fallmanagement\"}]}")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {REST, WEBAPP})
    void saysInGermanThatAColleagueWasFaster(String mount) throws Exception {
        String claim = mount + "/task/" + task.getId() + "/claim";
        assertThat(Visitor.signedIn(port, "vertretung")
                        .post(claim, "{\"userId\":\"vertretung\"}")
                        .statusCode())
                .isEqualTo(204);

        HttpResponse<String> answer =
                Visitor.signedIn(port, "fallmanagement").post(claim, "{\"userId\":\"fallmanagement\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(message(answer)).startsWith("Diese Aufgabe bearbeitet eine andere Person.");
    }

    @ParameterizedTest
    @ValueSource(strings = {REST, WEBAPP})
    void onlyAdministratorsMakeFilters(String mount) {
        Visitor visitor = Visitor.signedIn(port, "fallmanagement");

        assertThat(visitor.post(
                                mount + "/filter/create",
                                "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{},\"properties\":{}}")
                        .statusCode())
                .isEqualTo(403);
    }
}
