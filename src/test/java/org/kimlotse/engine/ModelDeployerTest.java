package org.kimlotse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

@EngineTest
class ModelDeployerTest {

    private static final String PROCESS = "processes/probe/probe.bpmn";
    private static final String FORM = "forms/probe/probe-ask.form";

    @Autowired
    Models models;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    IdentityService identity;

    @Autowired
    ManagementService management;

    @Autowired
    Workflows workflows;

    private final String key = "model-" + UUID.randomUUID();

    @BeforeEach
    @AfterEach
    void restore() throws Exception {
        identity.clearAuthentication();
        Probe.Folder.restore();
        assertThat(models.refresh().problems()).isEmpty();
    }

    private long deployments() {
        return repository.createDeploymentQuery().deploymentName("probe").count();
    }

    private String start() {
        return workflows.start("probe", key, Answers.of(Probe.TEAM, "case-manager-siegburg"));
    }

    @Test
    void deploysAFamilyOnceAndNamesItsFilesRelatively() {
        long before = deployments();
        models.refresh();

        assertThat(deployments()).isEqualTo(before);
        String latest = repository
                .createDeploymentQuery()
                .deploymentName("probe")
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 1)
                .get(0)
                .getId();
        assertThat(repository.getDeploymentResourceNames(latest))
                .containsExactlyInAnyOrder(PROCESS, FORM, "forms/probe/probe-again.form");
    }

    @Test
    void aChangedFormIsLiveForNewCasesAndLeavesOpenTasksTheirOwn() throws Exception {
        String old = start();
        Probe.Folder.write(FORM, Probe.ASK_FORM.replace("probeShown", "brandNew"));

        assertThat(models.refresh().healthy()).isTrue();

        identity.setAuthentication("fallmanagement", List.of("case-manager-siegburg"));
        Task oldTask = tasks.createTaskQuery().processInstanceId(old).singleResult();
        assertThat(content(oldTask)).contains("probeShown").doesNotContain("brandNew");
        Task newTask = tasks.createTaskQuery().processInstanceId(start()).singleResult();
        assertThat(content(newTask)).contains("brandNew");
    }

    private String content(Task task) throws Exception {
        return new String(forms.getDeployedTaskForm(task.getId()).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aBrokenDropIsShownAndTheOldVersionGoesOnServing() throws Exception {
        long before = deployments();
        Probe.Folder.write(PROCESS, Probe.PROCESS.substring(0, 2_000));

        Models.Status status = models.refresh();

        assertThat(status.problems()).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(PROCESS);
            assertThat(problem.message()).startsWith("Die Datei ist kein lesbares XML (Zeile");
        });
        assertThat(models.status()).isEqualTo(status);
        assertThat(deployments()).isEqualTo(before);
        assertThat(start()).isNotEmpty();

        Probe.Folder.restore();
        assertThat(models.refresh().problems()).isEmpty();
        assertThat(deployments()).as("the same content is not deployed twice").isEqualTo(before);
    }

    @Test
    void aHealthyFamilyServesBesideABrokenOne() throws Exception {
        Probe.Folder.write("processes/other/other.bpmn", "<broken");
        Probe.Folder.write(FORM, Probe.ASK_FORM.replace("Lieblingsfarbe", "Farbe " + key));

        long before = deployments();
        assertThat(models.refresh().problems())
                .extracting(ModelProblem::file)
                .containsOnly("processes/other/other.bpmn");
        assertThat(deployments()).isEqualTo(before + 1);
    }

    @Test
    void aDeletedProcessTakesNoNewCasesAndRunningOnesEndOnIt() throws Exception {
        String instance = start();
        Probe.Folder.delete(PROCESS);

        Models.Status status = models.refresh();

        assertThat(status.withdrawn()).containsExactly("probe");
        org.assertj.core.api.Assertions.assertThatThrownBy(this::start).isInstanceOf(ProcessEngineException.class);
        Task task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
        runtime.setVariable(instance, "probeAgreed", true);
        tasks.complete(task.getId());
        var job = management.createJobQuery().processInstanceId(instance).singleResult();
        assertThat(job.isSuspended()).isFalse();
        management.executeJob(job.getId());
        tasks.complete(tasks.createTaskQuery()
                .processInstanceId(instance)
                .singleResult()
                .getId());
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero();

        Probe.Folder.restore();
        assertThat(models.refresh().withdrawn()).isEmpty();
        assertThat(start()).isNotEmpty();
    }

    // ---- what is found wrong, file by file

    private record Wrong(String what, Consumer<BpmnModelInstance> change, String message) {}

    @TestFactory
    Stream<DynamicTest> refusesAProcessThat() {
        return Stream.of(
                        new Wrong(
                                "has an id unlike its file",
                                m -> process(m).setId("else"),
                                "muss wie die Datei heißen"),
                        new Wrong(
                                "has no time to live",
                                m -> process(m).setCamundaHistoryTimeToLiveString(null),
                                "Aufbewahrungsdauer fehlt"),
                        new Wrong("has no name", m -> process(m).setName(null), "hat keinen Namen"),
                        new Wrong("has an unnamed event", m -> named(m, "start", null), "Das Element hat keinen Namen"),
                        new Wrong(
                                "has an unnamed question",
                                m -> named(m, "gateway_agreed", null),
                                "Das Element hat keinen Namen"),
                        new Wrong(
                                "has an unnamed way out of a question",
                                m -> flow(m, "flow_not").setName(null),
                                "keine Beschriftung"),
                        new Wrong(
                                "has a question without default",
                                m -> gateway(m).removeAttribute("default"),
                                "keinen Standardweg"),
                        new Wrong(
                                "calls an unknown bean",
                                m -> service(m).setCamundaExpression("${nobodyTasks.record(execution)}"),
                                "Den Baustein \"nobodyTasks\""),
                        new Wrong(
                                "calls a bean that is not allowed",
                                m -> service(m).setCamundaExpression("${probeStore.fields()}"),
                                "Den Baustein \"probeStore\""),
                        new Wrong(
                                "calls an unknown method",
                                m -> service(m).setCamundaExpression("${probeTasks.recort(execution)}"),
                                "kennt keinen Schritt \"recort\""),
                        new Wrong(
                                "calls a method that is not public",
                                m -> service(m).setCamundaExpression("${probeTasks.hidden()}"),
                                "kennt keinen Schritt \"hidden\""),
                        new Wrong(
                                "calls with too few arguments",
                                m -> service(m).setCamundaExpression("${probeTasks.record()}"),
                                "erwartet eine andere Zahl"),
                        new Wrong(
                                "reaches into the execution",
                                m -> service(m).setCamundaExpression("${execution.getVariable('x')}"),
                                "Den Baustein \"execution\""),
                        new Wrong(
                                "reads a property",
                                m -> user(m).setCamundaAssignee("${execution.processEngineServices}"),
                                "greift auf \"processEngineServices\" zu"),
                        new Wrong(
                                "reads an undeclared variable",
                                m -> user(m).setCamundaAssignee("${someone}"),
                                "\"someone\" im Ausdruck ${someone} ist nicht angemeldet"),
                        new Wrong(
                                "has a broken expression",
                                m -> user(m).setCamundaAssignee("${probeTeam"),
                                "ist nicht lesbar"),
                        new Wrong(
                                "has an expression in a name",
                                m -> named(m, "userTask_ask", "Fall ${probeTeam}"),
                                "Namen und Beschreibungen dürfen keine Ausdrücke"),
                        new Wrong("has no form", m -> user(m).setCamundaFormRef(null), "hat kein Formular"),
                        new Wrong(
                                "names a form that is missing",
                                m -> user(m).setCamundaFormRef("probe-none"),
                                "\"probe-none\" gibt es nicht"),
                        new Wrong(
                                "binds the form to latest",
                                m -> user(m).setCamundaFormRefBinding("latest"),
                                "Bindung \"deployment\""),
                        new Wrong(
                                "calls a class", m -> service(m).setCamundaClass("java.lang.Runtime"), "camunda:class"),
                        new Wrong(
                                "calls a delegate",
                                m -> service(m).setCamundaDelegateExpression("${probeTasks}"),
                                "camunda:delegateExpression"),
                        new Wrong("waits for a worker", m -> service(m).setCamundaTopic("x"), "camunda:topic"),
                        new Wrong(
                                "keeps a result",
                                m -> service(m).setCamundaResultVariable("probeId"),
                                "camunda:resultVariable"),
                        new Wrong(
                                "listens with a class",
                                m -> user(m).builder().camundaTaskListenerClass("create", "java.lang.Runtime"),
                                "ruft Java auf"),
                        new Wrong(
                                "listens with a delegate",
                                m -> user(m).builder()
                                        .camundaExecutionListenerDelegateExpression("start", "${probeTasks}"),
                                "ruft Java auf"),
                        new Wrong(
                                "puts in an undeclared value",
                                m -> user(m).builder().camundaInputParameter("free", "text"),
                                "\"free\" ist nicht angemeldet"),
                        new Wrong(
                                "runs over an undeclared list",
                                m -> user(m).builder()
                                        .multiInstance()
                                        .camundaCollection("all")
                                        .camundaElementVariable("each")
                                        .multiInstanceDone(),
                                "\"all\" ist nicht angemeldet"),
                        new Wrong("is not executable", m -> process(m).setExecutable(false), "nicht als ausführbar"),
                        new Wrong(
                                "is not drawn",
                                m -> m.getModelElementsByType(org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge.class)
                                        .forEach(e -> e.getParentElement().removeChildElement(e)),
                                "fehlt die Zeichnung"))
                .map(wrong -> DynamicTest.dynamicTest(wrong.what(), () -> {
                    BpmnModelInstance model = Probe.process();
                    wrong.change().accept(model);
                    refused(PROCESS, Bpmn.convertToString(model), wrong.message());
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesXmlThat() {
        String xml = Probe.PROCESS;
        return Map.of(
                        "is empty", List.of("", "ist leer"),
                        "is not BPMN", List.of("<html/>", "kein gültiges BPMN"),
                        "declares an entity",
                                List.of(
                                        xml.replaceFirst(
                                                "\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"),
                                        "kein lesbares XML"),
                        "has a script task",
                                List.of(
                                        xml.replace("<serviceTask ", "<scriptTask scriptFormat=\"javascript\" ")
                                                .replace("</serviceTask>", "</scriptTask>"),
                                        "Skript-Schritt"),
                        "has a script in a condition",
                                List.of(
                                        xml.replaceFirst(
                                                "<conditionExpression ",
                                                "<conditionExpression language=\"javascript\" "),
                                        "enthält ein Skript"))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> refused(
                                PROCESS,
                                entry.getValue().get(0),
                                entry.getValue().get(1))));
    }

    @TestFactory
    Stream<DynamicTest> refusesAFormThat() {
        return Map.of(
                        "is no JSON", List.of("{\"id\": ", "kein lesbares JSON"),
                        "is something else", List.of("[]", "kein Formular"),
                        "has no id", List.of(Probe.ASK_FORM.replace("\"id\": \"probe-ask\", ", ""), "keine Kennung"),
                        "has another id than its file",
                                List.of(
                                        Probe.ASK_FORM.replace("\"probe-ask\"", "\"probe-axe\""),
                                        "muss wie die Datei heißen"),
                        "has a file picker",
                                List.of(
                                        Probe.ASK_FORM.replace("\"textarea\"", "\"filepicker\""),
                                        "\"filepicker\" kann nicht angezeigt werden"),
                        "asks a known field in the wrong way",
                                List.of(
                                        Probe.ASK_FORM.replace("\"type\": \"checkbox\"", "\"type\": \"number\""),
                                        "ist hier als Zahl angelegt, erwartet wird Ja/Nein"),
                        "has a condition nobody can read",
                                List.of(
                                        Probe.ASK_FORM.replace("=probeAgreed = true", "=probeAgreed = "),
                                        "nicht lesbar"),
                        "asks for a time",
                                List.of(
                                        Probe.ASK_FORM.replaceFirst(
                                                "\"subtype\": \"date\"", "\"subtype\": \"datetime\""),
                                        "ohne Uhrzeit"),
                        "uses a name of the engine",
                                List.of(
                                        Probe.ASK_FORM.replace("\"shoeSize\"", "\"probeAgreed\""),
                                        "gehört der Vorgangssteuerung"))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> refused(
                                FORM, entry.getValue().get(0), entry.getValue().get(1))));
    }

    /** What nobody could hold people to is told to whoever wrote it, by file and field. */
    @Test
    void refusesLimitsAndChoicesThatCannotBeChecked() throws Exception {
        String[][] broken = {
            {"\"maxLength\": 10", "\"maxLength\": \"abc\"", "plate", "keine Zahl"},
            {"^[A-Z]{1,3}-", "^(?=A)[A-Z", "plate", "Muster"},
            {"\"minLength\": 4", "\"minLength\": 40", "plate", "widersprechen sich"},
            {
                "\"otherOffice\", \"label\": \"Andere Stelle\", \"valuesKey\": \"probeOffices\"",
                "\"otherOffice\", \"label\": \"Andere Stelle\", \"valuesExpression\": \"=probeOffices\"",
                "otherOffice",
                "Ausdruck"
            },
            {
                "\"otherOffice\", \"label\": \"Andere Stelle\", \"valuesKey\": \"probeOffices\"",
                "\"otherOffice\", \"label\": \"Andere Stelle\"",
                "otherOffice",
                "keine Werte"
            },
        };
        for (String[] each : broken) {
            Probe.Folder.restore();
            models.refresh();
            assertThat(Probe.ASK_FORM).contains(each[0]);
            Probe.Folder.write(FORM, Probe.ASK_FORM.replace(each[0], each[1]));

            assertThat(models.refresh().problems()).as(each[1]).anySatisfy(problem -> {
                assertThat(problem.file()).isEqualTo(FORM);
                assertThat(problem.element()).isEqualTo(each[2]);
                assertThat(problem.message()).contains(each[3]);
            });
        }
    }

    private void refused(String file, String content, String message) throws Exception {
        Probe.Folder.restore();
        models.refresh();
        long before = deployments();
        Probe.Folder.write(file, content);

        Models.Status status = models.refresh();

        assertThat(status.problems()).anySatisfy(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.file()).startsWith(file.substring(0, file.indexOf('/')));
        });
        assertThat(deployments()).isEqualTo(before);
    }

    @Test
    void refusesAFormNobodyUsesAndNotesAFieldNobodyKnows() throws Exception {
        Probe.Folder.write("forms/probe/probe-lost.form", Probe.AGAIN_FORM.replace("probe-again", "probe-lost"));

        Models.Status status = models.refresh();

        assertThat(status.problems())
                .containsExactly(new ModelProblem(
                        "forms/probe/probe-lost.form", "", "Das Formular wird von keiner Aufgabe benutzt."));
        assertThat(status.notes()).anySatisfy(note -> assertThat(note.element()).isEqualTo("favouriteColour"));
    }

    private static Process process(BpmnModelInstance model) {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    private static void named(BpmnModelInstance model, String id, String name) {
        ((org.camunda.bpm.model.bpmn.instance.FlowElement) model.getModelElementById(id)).setName(name);
    }

    private static SequenceFlow flow(BpmnModelInstance model, String id) {
        return model.getModelElementById(id);
    }

    private static org.camunda.bpm.model.bpmn.instance.ExclusiveGateway gateway(BpmnModelInstance model) {
        return model.getModelElementById("gateway_agreed");
    }

    private static ServiceTask service(BpmnModelInstance model) {
        return model.getModelElementById("serviceTask_record");
    }

    private static UserTask user(BpmnModelInstance model) {
        return model.getModelElementById("userTask_ask");
    }
}
