package org.kimlotse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kimlotse.LotseTest;
import org.kimlotse.Statements;
import org.kimlotse.access.HttpUser.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What clerks, partners and administrators reach of the engine, attacked on the running product, on both REST mounts. */
@LotseTest
class EngineDoorsTest {

    private static final String PUBLIC = "/engine-rest";
    private static final String WEBAPPS = "/camunda/api/engine/engine/default";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String PROCESS = "access-test";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Accounts accounts;

    @Autowired
    Clock clock;

    private Deployment deployment;
    private final List<String> instances = new ArrayList<>();

    @BeforeEach
    void deployAProcessWithOneTask() {
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        PROCESS + ".bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .userTask("userTask_work")
                                .name("Arbeiten")
                                .camundaCandidateGroups("${team}")
                                .userTask("userTask_after")
                                .camundaCandidateGroups("${team}")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterEach
    void removeIt() {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
        Set<String> tasks = engine.getTaskService().createTaskQuery().list().stream()
                .map(Task::getId)
                .collect(Collectors.toSet());
        assertThat(engine.getAuthorizationService()
                        .createAuthorizationQuery()
                        .resourceType(Resources.TASK)
                        .list())
                .as("rights to tasks that are gone")
                .extracting(Authorization::getResourceId)
                .isSubsetOf(tasks);
    }

    private Task openCase(String caseNumber, String municipality, String team) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("caseNumber", caseNumber);
        variables.put("municipality", municipality);
        variables.put("team", team);
        variables.put("deadline", "2026-10-01");
        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey(PROCESS, caseNumber, variables)
                .getId();
        instances.add(instance);
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    private Task siegburg() {
        return openCase("KIM-2026-90001", "Siegburg", "case-manager-siegburg");
    }

    private HttpUser signedIn(String name) {
        return HttpUser.signedIn(port, name);
    }

    // Own team -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, WEBAPPS})
    void theOwnTeamSeesClaimsAndGivesBack(String mount) {
        Task task = siegburg();
        HttpUser user = signedIn("fallmanagement");
        assertThat(ids(user.get(mount + "/task?maxResults=1000"))).contains(task.getId());
        assertThat(user.get(mount + "/task/" + task.getId()).status()).isEqualTo(200);
        assertThat(user.get(mount + "/task/" + task.getId() + "/identity-links").status())
                .isEqualTo(200);
        Answer claimed = user.post(mount + "/task/" + task.getId() + "/claim", "{\"userId\":\"fallmanagement\"}");
        assertThat(claimed.status()).as(claimed.body()).isEqualTo(204);
        assertThat(assignee(task)).isEqualTo("fallmanagement");
        assertThat(user.post(mount + "/task/" + task.getId() + "/unclaim", "").status())
                .isEqualTo(204);
        assertThat(assignee(task)).isNull();
    }

    /** Compared with every grant of a team, a list would take the square of its cases. */
    @Test
    void aListAsksForThePeopleOfTheTasksNotForEveryGrant() {
        Task task = siegburg();
        List<Statements.Executed> executed = Statements.of(() -> {
            engine.getIdentityService().setAuthentication("fallmanagement", List.of("case-manager-siegburg"));
            try {
                assertThat(engine.getTaskService()
                                .createTaskQuery()
                                .taskId(task.getId())
                                .count())
                        .isEqualTo(1);
            } finally {
                engine.getIdentityService().clearAuthentication();
            }
        });
        List<String> lists = executed.stream()
                .map(Statements.Executed::sql)
                .filter(sql -> sql.contains("ACT_RU_TASK"))
                .toList();
        assertThat(lists).hasSize(1).allSatisfy(sql -> assertThat(sql)
                .contains("ACT_RU_IDENTITYLINK")
                .doesNotContain("ACT_RU_AUTHORIZATION"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, WEBAPPS})
    void aTaskWithoutATeamIsNotGivenBackIntoTheVoid(String mount) {
        Task task = siegburg();
        engine.getTaskService().setAssignee(task.getId(), "fallmanagement");
        engine.getTaskService().deleteCandidateGroup(task.getId(), "case-manager-siegburg");
        Answer answer = signedIn("fallmanagement").post(mount + "/task/" + task.getId() + "/unclaim", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("kein Team");
        assertThat(assignee(task)).isEqualTo("fallmanagement");
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, WEBAPPS})
    void aClaimedTaskCannotBeSnatched(String mount) {
        Task task = siegburg();
        signedIn("fallmanagement").post(mount + "/task/" + task.getId() + "/claim", "{\"userId\":\"fallmanagement\"}");
        Answer answer =
                signedIn("vertretung").post(mount + "/task/" + task.getId() + "/claim", "{\"userId\":\"vertretung\"}");
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(assignee(task)).isEqualTo("fallmanagement");
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, WEBAPPS})
    void nobodyGivesATaskToSomebodyElse(String mount) {
        Task task = siegburg();
        HttpUser user = signedIn("fallmanagement");
        String path = mount + "/task/" + task.getId();
        refused(user.post(path + "/claim", "{\"userId\":\"lohmar\"}"));
        refused(user.post(path + "/assignee", "{\"userId\":\"lohmar\"}"));
        refused(user.post(path + "/delegate", "{\"userId\":\"lohmar\"}"));
        refused(user.post(path + "/identity-links", "{\"userId\":\"lohmar\",\"type\":\"candidate\"}"));
        refused(user.post(path + "/identity-links", "{\"groupId\":\"case-manager-lohmar\",\"type\":\"candidate\"}"));
        refused(user.post(
                path + "/identity-links/delete", "{\"groupId\":\"case-manager-siegburg\",\"type\":\"candidate\"}"));
        refused(user.put(path, "{\"description\":\"Frau Muster\",\"assignee\":\"lohmar\"}"));
        assertThat(assignee(task)).isNull();
        assertThat(signedIn("lohmar").get(path).status()).isIn(403, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, WEBAPPS})
    void aClerkPutsNothingIntoTheEngine(String mount) {
        Task task = siegburg();
        HttpUser user = signedIn("fallmanagement");
        String path = mount + "/task/" + task.getId();
        String variables = "{\"modifications\":{\"consentValid\":{\"value\":true,\"type\":\"Boolean\"}}}";
        refused(user.post(path + "/variables", variables));
        refused(user.post(path + "/localVariables", variables));
        refused(user.put(path + "/variables/caseNumber", "{\"value\":\"KIM-2026-00001\",\"type\":\"String\"}"));
        refused(user.delete(path + "/variables/caseNumber"));
        refused(user.post(path + "/complete", "{\"variables\":{\"consentValid\":{\"value\":true}}}"));
        refused(user.post(path + "/complete", "{}"));
        refused(user.post(path + "/resolve", "{}"));
        refused(user.post(path + "/bpmnError", "{\"errorCode\":\"handoverWithdrawn\"}"));
        refused(user.post(path + "/bpmnEscalation", "{\"escalationCode\":\"x\"}"));
        refused(user.post(path + "/comment/create", "{\"message\":\"Frau Muster\"}"));
        refused(user.get(path + "/attachment"));
        refused(user.post(path + "/attachment/create", "{}"));
        refused(user.delete(path));
        refused(user.post(mount + "/task/create", "{\"name\":\"Frau Muster\"}"));
        String instance = mount + "/process-instance/" + task.getProcessInstanceId();
        refused(user.post(instance + "/variables", variables));
        refused(user.post(instance + "/modification", "{}"));
        refused(user.put(instance + "/suspended", "{\"suspended\":true}"));
        refused(user.delete(instance));
        refused(user.post(mount + "/execution/" + task.getExecutionId() + "/localVariables", variables));
        refused(user.post(mount + "/execution/" + task.getExecutionId() + "/signal", "{}"));
        refused(user.post(mount + "/message", "{\"messageName\":\"handover.answered\",\"all\":true}"));
        refused(user.post(mount + "/signal", "{\"name\":\"x\"}"));
        refused(user.post(mount + "/process-definition/key/" + PROCESS + "/start", "{}"));
        refused(user.post(mount + "/process-definition/key/" + PROCESS + "/submit-form", "{}"));
        refused(user.post(mount + "/deployment/create", "{}"));
        refused(user.delete(mount + "/deployment/" + deployment.getId()));
        refused(user.post(mount + "/migration/generate", "{}"));
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(task.getId())
                        .taskDefinitionKey("userTask_work")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void notEvenAdministratorsPutFreeTextOrModelsIntoTheEngine() {
        Task task = siegburg();
        HttpUser admin = signedIn("admin");
        for (String mount : List.of(PUBLIC, WEBAPPS)) {
            String path = mount + "/task/" + task.getId();
            refused(admin.post(path + "/comment/create", "{\"message\":\"Frau Muster\"}"));
            refused(admin.post(path + "/attachment/create", "{}"));
            refused(admin.put(path, "{\"description\":\"Frau Muster\"}"));
            refused(admin.post(path + "/complete", "{}"));
            refused(admin.post(mount + "/deployment/create", "{}"));
            refused(admin.post(mount + "/identity/verify", "{\"username\":\"lohmar\",\"password\":\"lohmar\"}"));
        }
    }

    @Test
    void administratorsSeeNoTaskAndSoNoForm() {
        Task task = siegburg();
        HttpUser admin = signedIn("admin");
        for (String mount : List.of(PUBLIC, WEBAPPS)) {
            assertThat(ids(admin.get(mount + "/task?maxResults=1000"))).doesNotContain(task.getId());
            refused(admin.get(mount + "/task/" + task.getId()));
            refused(admin.get(mount + "/task/" + task.getId() + "/form-variables"));
            refused(
                    admin.post(
                            mount + "/authorization/create",
                            "{\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"admin\",\"resourceType\":7,\"resourceId\":\"*\"}"));
        }
    }

    // Another team -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "lohmar," + PUBLIC,
        "lohmar," + WEBAPPS,
        "jobcenter," + PUBLIC,
        "koordination," + WEBAPPS,
        "sozialdezernat," + PUBLIC,
        "prozesse," + WEBAPPS
    })
    void anotherTeamsTaskDoesNotExist(String name, String mount) {
        Task task = siegburg();
        assertInvisible(signedIn(name), name, mount, task);
    }

    private void assertInvisible(HttpUser user, String name, String mount, Task task) {
        String id = task.getId();
        String path = mount + "/task/" + id;
        for (String view : List.of(
                "",
                "/form",
                "/rendered-form",
                "/deployed-form",
                "/form-variables",
                "/variables",
                "/variables/caseNumber",
                "/localVariables",
                "/identity-links",
                "/comment")) {
            Answer answer = user.get(path + view);
            assertThat(answer.body()).as(view).doesNotContain("KIM-2026-90001", "case-manager-siegburg");
            if (!view.equals("/comment")) {
                refused(answer);
            }
        }
        refused(user.post(path + "/claim", "{\"userId\":\"" + name + "\"}"));
        refused(user.post(path + "/assignee", "{\"userId\":\"" + name + "\"}"));
        refused(user.post(path + "/unclaim", "{}"));
        refused(user.post(path + "/submit-form", "{\"variables\":{}}"));
        for (String query : List.of(
                "?taskId=" + id,
                "?processInstanceBusinessKey=KIM-2026-90001",
                "?candidateGroup=case-manager-siegburg",
                "?processDefinitionKey=" + PROCESS,
                "?processVariables=caseNumber_eq_KIM-2026-90001",
                "?assignee=fallmanagement")) {
            assertThat(ids(user.get(mount + "/task" + query + "&maxResults=1000")))
                    .as(query)
                    .doesNotContain(id);
        }
        assertThat(user.get(mount + "/task/count?taskId=" + id)
                        .json()
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(ids(user.post(mount + "/task?maxResults=1000", "{\"candidateGroups\":[\"case-manager-siegburg\"]}")))
                .doesNotContain(id);
        assertThat(user.post(mount + "/task/count", "{\"taskIdIn\":[\"" + id + "\"]}")
                        .json()
                        .get("count")
                        .asInt())
                .isZero();
        for (String list : List.of(
                "/variable-instance?variableName=caseNumber",
                "/variable-instance?variableNames=caseNumber&variableScopeIdIn=" + task.getProcessInstanceId(),
                "/process-instance?businessKey=KIM-2026-90001",
                "/process-instance/" + task.getProcessInstanceId() + "/variables",
                "/execution?processInstanceId=" + task.getProcessInstanceId(),
                "/history/task?taskId=" + id,
                "/history/user-operation?taskId=" + id,
                "/history/variable-instance?processInstanceId=" + task.getProcessInstanceId(),
                "/history/process-instance?processInstanceBusinessKey=KIM-2026-90001",
                "/history/identity-link-log?taskId=" + id,
                "/history/detail?processInstanceId=" + task.getProcessInstanceId(),
                "/history/activity-instance?processInstanceId=" + task.getProcessInstanceId())) {
            String separator = list.contains("?") ? "&" : "?";
            Answer answer = user.get(mount + list + separator + "maxResults=1000");
            assertThat(answer.body())
                    .as(list)
                    .doesNotContain("KIM-2026-90001", "userTask_work", "case-manager-siegburg");
            if (answer.status() == 200) {
                assertThat(answer.json()).as(list).isEmpty();
            } else {
                refused(answer);
            }
        }
        for (String filter : filters(user, mount)) {
            assertThat(user.get(mount + "/filter/" + filter + "/list?maxResults=1000")
                            .body())
                    .doesNotContain(id);
            assertThat(user.post(mount + "/filter/" + filter + "/list?maxResults=1000", "{\"taskId\":\"" + id + "\"}")
                            .body())
                    .doesNotContain(id);
        }
        assertThat(assignee(task)).isNull();
    }

    @Test
    void aTaskThatMovesTakesItsRightsAlong() {
        Task task = siegburg();
        HttpUser siegburg = signedIn("fallmanagement");
        HttpUser lohmar = signedIn("lohmar");
        for (String mount : List.of(PUBLIC, WEBAPPS)) {
            assertThat(ids(siegburg.get(mount + "/task?maxResults=1000"))).contains(task.getId());
        }
        siegburg.post(WEBAPPS + "/task/" + task.getId() + "/claim", "{\"userId\":\"fallmanagement\"}");

        engine.getTaskService().deleteCandidateGroup(task.getId(), "case-manager-siegburg");
        engine.getTaskService().addCandidateGroup(task.getId(), "case-manager-lohmar");
        engine.getTaskService().setAssignee(task.getId(), null);

        for (String mount : List.of(PUBLIC, WEBAPPS)) {
            assertInvisible(siegburg, "fallmanagement", mount, task);
            assertInvisible(signedIn("vertretung"), "vertretung", mount, task);
            assertThat(ids(lohmar.get(mount + "/task?maxResults=1000"))).contains(task.getId());
            assertThat(lohmar.get(mount + "/task/" + task.getId()).status()).isEqualTo(200);
        }
        assertThat(rightsTo(task)).containsExactly("case-manager-lohmar");
    }

    @Test
    void aTaskGivenToAColleagueLeavesNoRightBehind() {
        Task task = siegburg();
        engine.getTaskService().deleteCandidateGroup(task.getId(), "case-manager-siegburg");
        engine.getTaskService().setAssignee(task.getId(), "fallmanagement");
        assertThat(rightsTo(task)).containsExactly("fallmanagement");
        engine.getTaskService().setAssignee(task.getId(), "vertretung");
        assertThat(rightsTo(task)).containsExactly("vertretung");
        for (String mount : List.of(PUBLIC, WEBAPPS)) {
            refused(signedIn("fallmanagement").get(mount + "/task/" + task.getId()));
            assertThat(signedIn("vertretung")
                            .get(mount + "/task/" + task.getId())
                            .status())
                    .isEqualTo(200);
        }
    }

    private List<String> rightsTo(Task task) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        return authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.TASK)
                .resourceId(task.getId())
                .list()
                .stream()
                .map(grant -> grant.getGroupId() == null ? grant.getUserId() : grant.getGroupId())
                .toList();
    }

    // Cards --------------------------------------------------------------------------------------------------------

    @Test
    void cardsShowNumberMunicipalityAndDeadlineOfOwnTasksOnly() {
        Task own = siegburg();
        openCase("KIM-2026-90002", "Lohmar", "case-manager-lohmar");
        engine.getTaskService().setAssignee(own.getId(), "fallmanagement");
        HttpUser user = signedIn("fallmanagement");
        String mine = filter(user, "Meine Aufgaben");
        String cards =
                user.hal(WEBAPPS + "/filter/" + mine + "/list?maxResults=1000").body();
        assertThat(cards).contains("KIM-2026-90001", "Siegburg", "2026-10-01").doesNotContain("KIM-2026-90002");
        assertThat(cards).as("nothing but what belongs on a card").doesNotContain("\"name\":\"team\"");

        String team = filter(user, "Team – offen");
        assertThat(user.hal(WEBAPPS + "/filter/" + team + "/list?maxResults=1000")
                        .body())
                .doesNotContain("KIM-2026-90002");
    }

    @Test
    void theRightToCardsIsNoRightToOtherVariablesOrInstances() {
        Task own = siegburg();
        Task foreign = openCase("KIM-2026-90002", "Lohmar", "case-manager-lohmar");
        engine.getIdentityService().setAuthentication("fallmanagement", List.of("case-manager-siegburg"));
        try {
            var runtime = engine.getRuntimeService();
            assertThat(runtime.createVariableInstanceQuery()
                            .variableNameIn("caseNumber")
                            .variableScopeIdIn(own.getProcessInstanceId(), foreign.getProcessInstanceId())
                            .listPage(0, 100))
                    .extracting(variable -> variable.getValue())
                    .containsExactly("KIM-2026-90001");
            assertThat(runtime.createVariableInstanceQuery()
                            .variableNameIn("caseNumber", "team")
                            .variableScopeIdIn(own.getProcessInstanceId())
                            .listPage(0, 100))
                    .isEmpty();
            assertThat(runtime.createVariableInstanceQuery()
                            .variableNameIn("caseNumber")
                            .listPage(0, 100))
                    .isEmpty();
            assertThat(runtime.createVariableInstanceQuery().listPage(0, 100)).isEmpty();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    // Filters ------------------------------------------------------------------------------------------------------

    @Test
    void listsCountDaysInGermanyAndHoldTheUsersThings() {
        HttpUser user = signedIn("fallmanagement");
        LocalDate today = LocalDate.ofInstant(clock.instant(), BERLIN);
        Task lateToday = due(siegburg(), berlin(today, "23:59:59"));
        Task earlyToday = due(siegburg(), berlin(today, "00:00:00"));
        Task yesterday = due(siegburg(), berlin(today.minusDays(1), "23:59:59"));
        Task tomorrow = due(siegburg(), berlin(today.plusDays(1), "00:00:00"));
        Task colleagues = due(siegburg(), berlin(today, "12:00:00"));
        engine.getTaskService().setAssignee(colleagues.getId(), "vertretung");
        engine.getTaskService().setAssignee(lateToday.getId(), "fallmanagement");

        assertThat(held(user, "Heute fällig"))
                .contains(lateToday.getId(), earlyToday.getId())
                .doesNotContain(yesterday.getId(), tomorrow.getId(), colleagues.getId());
        assertThat(held(user, "Überfällig"))
                .contains(yesterday.getId())
                .doesNotContain(lateToday.getId(), earlyToday.getId(), tomorrow.getId());
        assertThat(held(user, "Meine Aufgaben"))
                .contains(lateToday.getId())
                .doesNotContain(earlyToday.getId(), colleagues.getId());
        assertThat(held(user, "Team – offen"))
                .contains(earlyToday.getId(), yesterday.getId(), tomorrow.getId())
                .doesNotContain(lateToday.getId(), colleagues.getId());

        String first = filter(user, "Heute fällig");
        assertThat(user.page("/").location()).isEqualTo("/camunda/app/tasklist/default/#/?filter=" + first);
    }

    @Test
    void whoStandsInFindsTheTasksOfAColleagueAndTakesOne() {
        HttpUser user = signedIn("fallmanagement");
        Task colleagues = siegburg();
        engine.getTaskService().setAssignee(colleagues.getId(), "vertretung");
        Task foreign = openCase("KIM-2026-90002", "Lohmar", "case-manager-lohmar");
        engine.getTaskService().setAssignee(foreign.getId(), "lohmar");

        assertThat(held(user, "Vertretung")).contains(colleagues.getId()).doesNotContain(foreign.getId());
        String task = WEBAPPS + "/task/" + colleagues.getId();
        assertThat(user.post(task + "/unclaim", "").status()).isEqualTo(204);
        assertThat(user.post(task + "/claim", "{\"userId\":\"fallmanagement\"}").status())
                .isEqualTo(204);
        assertThat(held(user, "Meine Aufgaben")).contains(colleagues.getId());
        refused(user.post(WEBAPPS + "/task/" + foreign.getId() + "/unclaim", ""));
    }

    private Task due(Task task, Date due) {
        engine.getTaskService().setDueDate(task.getId(), due);
        return task;
    }

    private static Date berlin(LocalDate day, String time) {
        Instant instant = day.atTime(LocalTime.parse(time)).atZone(BERLIN).toInstant();
        return Date.from(instant);
    }

    private List<String> held(HttpUser user, String filterName) {
        return ids(user.get(WEBAPPS + "/filter/" + filter(user, filterName) + "/list?firstResult=0&maxResults=1000"));
    }

    @Test
    void everybodyReadsTheSeededListsInTheirOrder() {
        for (String name : List.of("fallmanagement", "jobcenter", "koordination", "sozialdezernat", "prozesse")) {
            HttpUser user = signedIn(name);
            List<String> names = new ArrayList<>();
            user.get(WEBAPPS + "/filter?resourceType=Task&maxResults=1000")
                    .json()
                    .forEach(filter ->
                            names.add(filter.get("properties").get("priority").asInt() + " "
                                    + filter.get("name").asText()));
            assertThat(names)
                    .contains(
                            "10 Heute fällig",
                            "20 Überfällig",
                            "30 Meine Aufgaben",
                            "40 Team – offen",
                            "50 Wartet auf Rückmeldung",
                            "60 Vertretung");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, WEBAPPS})
    void onlyAdministratorsWriteFilters(String mount) {
        HttpUser user = signedIn("fallmanagement");
        String filter =
                "{\"resourceType\":\"Task\",\"name\":\"böse\",\"query\":{\"assigneeExpression\":\"${''.getClass()}\"}}";
        refused(user.post(mount + "/filter/create", filter));
        String seeded = filters(user, mount).get(0);
        refused(user.put(mount + "/filter/" + seeded, filter));
        refused(user.delete(mount + "/filter/" + seeded));

        HttpUser admin = signedIn("admin");
        Answer created = admin.post(
                mount + "/filter/create",
                "{\"resourceType\":\"Task\",\"name\":\"Probe\",\"query\":{\"unassigned\":true},\"properties\":{}}");
        assertThat(created.status()).isEqualTo(200);
        String id = created.json().get("id").asText();
        refused(user.get(mount + "/filter/" + id));
        assertThat(admin.delete(mount + "/filter/" + id).status()).isEqualTo(204);
    }

    /** What a query hides in {@code orQueries} is the engine module's to refuse, see its own tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assigneeExpression\":\"${'x'.getClass().forName('java.lang.Runtime')}\"}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${'x'.getClass().forName('java.lang.Runtime')}\"}]}",
                "{\"dueBeforeExpression\":\"${now()}\"}",
            })
    void nobodySendsExpressions(String query) {
        for (String name : List.of("fallmanagement", "admin")) {
            HttpUser user = signedIn(name);
            for (String mount : List.of(PUBLIC, WEBAPPS)) {
                assertThat(user.post(mount + "/task?maxResults=10", query).status())
                        .isGreaterThanOrEqualTo(400);
                assertThat(user.post(mount + "/task/count", query).status()).isGreaterThanOrEqualTo(400);
                String filter = filters(user, mount).get(0);
                assertThat(user.post(mount + "/filter/" + filter + "/list?maxResults=10", query)
                                .status())
                        .isGreaterThanOrEqualTo(400);
            }
        }
    }

    // Addresses ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/admin/default/setup",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/tasklist/default/setup/",
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/",
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda/api/admin/auth/user/default/login/admin",
                "/camunda/app/welcome/default/",
            })
    void setupAndSecondLoginAreClosedForEverybody(String path) {
        for (HttpUser user : List.of(HttpUser.anonymous(port), signedIn("fallmanagement"), signedIn("admin"))) {
            refused(user.get(path));
            refused(user.page(path));
            refused(user.post(path, "{}"));
            Answer login = user.form(path, Map.of("username", "admin", "password", "admin"));
            refused(login);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/%65ngine/engine/default/task",
                "/camunda/api/engine/%65ngine/default/task",
                "/camunda/api/engine/engine/%64efault/task",
                "/%63amunda/api/engine/engine/default/task",
                "/camunda/%61pi/engine/engine/default/task",
                "/engine-rest/%74ask",
                "/%65ngine-rest/task",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin/auth/user/default/%6cogin/admin",
                "/camunda/app/admin/default/%73etup/",
                "/camunda/api/engine/engine/default/task;x=y",
                "/camunda/api//engine/engine/default/task",
                "/camunda/api/./engine/engine/default/task",
                "/camunda/api/x/../engine/engine/default/task",
                "/camunda/api/engine%2fengine/default/task",
                "/engine-rest/..%2ftask",
                "/ENGINE-REST/task",
                "/engine-rest/engine/other/task",
                "/camunda/api/engine/engine/other/task",
            })
    void disguisedAddressesLeadNowhere(String path) {
        Task task = siegburg();
        for (HttpUser user : List.of(signedIn("lohmar"), freshlySignedIn("lohmar"))) {
            for (Answer answer : List.of(user.get(path + "?maxResults=1000"), user.post(path, "{}"))) {
                refused(answer);
                assertThat(answer.body()).doesNotContain(task.getId());
            }
        }
    }

    /** Signed in, but without having opened a page of the engine's web applications: they know nobody in this session yet. */
    private HttpUser freshlySignedIn(String name) {
        HttpUser user = HttpUser.anonymous(port);
        user.signIn(name, name);
        return user;
    }

    @Test
    void theWebapplicationsCheckRightsInASessionTheyHaveNotSeenBefore() {
        Task task = siegburg();
        HttpUser user = freshlySignedIn("lohmar");
        assertThat(ids(user.get(WEBAPPS + "/task?maxResults=1000"))).doesNotContain(task.getId());
        assertThat(ids(freshlySignedIn("fallmanagement").get(WEBAPPS + "/task?maxResults=1000")))
                .contains(task.getId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/admin/default/",
                "/camunda/app/cockpit/default/",
                "/camunda/api/cockpit/plugin/base/default/process-definition/count",
                "/camunda/api/admin/plugin/adminPlugins/default/metrics/aggregated",
                "/actuator",
                "/actuator/metrics",
                "/engine-rest/authorization",
                "/engine-rest/deployment",
                "/engine-rest/job",
                "/engine-rest/incident",
                "/engine-rest/variable-instance",
                "/engine-rest/schema/log",
                "/engine-rest/telemetry/configuration",
                "/engine-rest/history/detail",
                "/engine-rest/history/task",
                "/engine-rest/history/task/report?reportType=count",
                "/engine-rest/task/report/candidate-group-count",
                "/camunda/api/engine/engine/default/task/report/candidate-group-count",
                "/engine-rest/process-definition/statistics",
                "/engine-rest/process-definition/key/intake/statistics",
            })
    void whatIsForAdministratorsIsClosedToOthers(String path) {
        for (String name : List.of("fallmanagement", "jobcenter", "koordination", "sozialdezernat", "prozesse")) {
            refused(signedIn(name).get(path));
        }
    }

    @Test
    void administratorsHaveTheirPages() {
        HttpUser admin = signedIn("admin");
        assertThat(admin.page("/camunda/app/admin/default/").status()).isEqualTo(200);
        assertThat(admin.page("/camunda/app/cockpit/default/").status()).isEqualTo(200);
        assertThat(admin.get("/actuator/metrics").status()).isEqualTo(200);
        assertThat(admin.get("/actuator/env").status()).isEqualTo(404);
        assertThat(admin.get("/actuator/heapdump").status()).isEqualTo(404);
        assertThat(admin.get("/h2-console").status()).isEqualTo(404);
        for (HttpUser user : List.of(HttpUser.anonymous(port), signedIn("fallmanagement"))) {
            assertThat(user.get("/actuator/health").body())
                    .contains("status")
                    .doesNotContain("components")
                    .doesNotContain("details");
        }
        assertThat(admin.get("/actuator/health").body()).contains("components");
    }

    // Users --------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, WEBAPPS})
    void nobodyListsTheOthers(String mount) {
        for (String name : List.of("fallmanagement", "jobcenter", "sozialdezernat")) {
            HttpUser user = signedIn(name);
            assertThat(ids(user.get(mount + "/user?maxResults=1000"))).containsExactly(name);
            assertThat(ids(user.get(mount + "/user?maxResults=1000&memberOfGroup=admin")))
                    .isEmpty();
            assertThat(user.get(mount + "/user?maxResults=1000&firstNameLike=%25")
                            .json())
                    .hasSize(1);
            Answer other = user.get(mount + "/user/admin/profile");
            Answer unknown = user.get(mount + "/user/gibt-es-nicht/profile");
            assertThat(other.status()).isEqualTo(unknown.status()).isBetween(400, 499);
            assertThat(user.get(mount + "/identity/groups?userId=admin").body())
                    .doesNotContain("Minster")
                    .doesNotContain("camunda-admin");
            assertThat(user.get(mount + "/group?maxResults=1000").json()).hasSize(1);
            refused(user.post(mount + "/user/create", "{\"profile\":{\"id\":\"x\"}}"));
            refused(user.put(mount + "/user/" + name + "/profile", "{\"id\":\"" + name + "\",\"firstName\":\"X\"}"));
            refused(user.put(
                    mount + "/user/" + name + "/credentials",
                    "{\"password\":\"x\",\"authenticatedUserPassword\":\"" + name + "\"}"));
            refused(user.delete(mount + "/user/" + name));
            refused(user.put(mount + "/group/admin/members/" + name, ""));
        }
    }

    @Test
    void administratorsMakeUsersAndGroupsInTheEnginesPages() {
        HttpUser admin = signedIn("admin");
        try {
            assertThat(admin.post(
                                    WEBAPPS + "/group/create",
                                    "{\"id\":\"partner-test\",\"name\":\"Testamt\",\"type\":\"WORKFLOW\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(admin.post(
                                    WEBAPPS + "/user/create",
                                    "{\"profile\":{\"id\":\"neu.testamt\",\"firstName\":\"Nele\",\"lastName\":\"Neu\"},"
                                            + "\"credentials\":{\"password\":\"ein recht langes Kennwort\"}}")
                            .status())
                    .isEqualTo(204);
            assertThat(admin.put(WEBAPPS + "/group/partner-test/members/neu.testamt", "")
                            .status())
                    .isEqualTo(204);

            String first = "ein recht langes Kennwort";
            String own = "drei Dackel im Regen";
            HttpUser fresh = HttpUser.anonymous(port);
            fresh.signIn("neu.testamt", first);
            assertThat(fresh.page("/").location())
                    .as("the administrator knows the password")
                    .isEqualTo("/kennwort");
            changePassword(fresh, first, own);
            assertThat(fresh.get("/api/session").json().get("name").asText()).isEqualTo("Nele Neu");
            assertThat(fresh.get("/api/session").json().get("groups").get(0).asText())
                    .isEqualTo("partner-test");
            assertThat(fresh.page("/camunda/app/tasklist/default/").status()).isEqualTo(200);
            assertThat(fresh.get(WEBAPPS + "/filter?maxResults=10").json()).hasSizeGreaterThan(4);

            assertThat(admin.put(
                                    WEBAPPS + "/user/neu.testamt/credentials",
                                    "{\"password\":\"neu vergebenes Kennwort\",\"authenticatedUserPassword\":\"admin\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(fresh.get("/api/session").status()).as("the old session").isEqualTo(401);
            fresh.signIn("neu.testamt", "neu vergebenes Kennwort");
            assertThat(fresh.page("/").location()).isEqualTo("/kennwort");
        } finally {
            accounts.forget("neu.testamt");
            engine.getIdentityService().deleteUser("neu.testamt");
            engine.getIdentityService().deleteGroup("partner-test");
        }
    }

    private static void changePassword(HttpUser user, String old, String fresh) {
        String token = user.formToken("/kennwort");
        user.form("/kennwort", Map.of("_csrf", token, "alt", old, "neu", fresh, "wiederholung", fresh));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/user/admin",
                "/group/admin/members/admin",
                "/group/camunda-admin/members/admin",
                "/group/admin",
                "/group/camunda-admin",
                "/group/case-manager-siegburg",
                "/group/partner-jc-sie",
            })
    void theLastAdministratorAndTheProductsGroupsStay(String path) {
        HttpUser admin = signedIn("admin");
        for (String mount : List.of(PUBLIC, WEBAPPS)) {
            assertThat(admin.delete(mount + path).status()).isEqualTo(400);
        }
        assertThat(admin.get("/api/session").json().get("groups")).hasSize(2);
    }

    @Test
    void whoeverBecomesAdministratorIsOneForTheEnginesPagesToo() {
        HttpUser admin = signedIn("admin");
        try {
            admin.put(WEBAPPS + "/group/admin/members/prozesse", "");
            assertThat(engine.getIdentityService()
                            .createGroupQuery()
                            .groupMember("prozesse")
                            .list())
                    .extracting(group -> group.getId())
                    .contains("admin", "camunda-admin");
        } finally {
            engine.getIdentityService().deleteMembership("prozesse", "admin");
            engine.getIdentityService().deleteMembership("prozesse", "camunda-admin");
        }
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 403, 404, 405, 406);
    }

    private String assignee(Task task) {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(task.getId())
                .singleResult()
                .getAssignee();
    }

    private static List<String> filters(HttpUser user, String mount) {
        return ids(user.get(mount + "/filter?resourceType=Task&maxResults=1000"));
    }

    private static String filter(HttpUser user, String name) {
        for (var filter : user.get(WEBAPPS + "/filter?maxResults=1000").json()) {
            if (filter.get("name").asText().equals(name)) {
                return filter.get("id").asText();
            }
        }
        throw new AssertionError("no list " + name);
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.json().forEach(element -> ids.add(element.get("id").asText()));
        return ids;
    }
}
