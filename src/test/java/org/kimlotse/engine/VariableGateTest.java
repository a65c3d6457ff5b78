package org.kimlotse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kimlotse.engine.guard.VariableRefused;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever writes, by whatever command: only declared variables with values their declaration takes get in. */
@EngineTest
class VariableGateTest {

    private static final Map<String, Object> UNDECLARED = Map.of("consentValid", true);

    @Autowired
    ProcessEngine engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    ManagementService management;

    @Autowired
    Workflows workflows;

    private final String key = "gate-" + UUID.randomUUID();
    private String instance;
    private Task task;

    @BeforeEach
    void start() {
        instance = workflows.start("probe", key, Answers.of(Probe.TEAM, "case-manager-siegburg"));
        task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }

    @TestFactory
    Stream<DynamicTest> noWriterGetsAnUndeclaredVariableIn() {
        Map<String, ThrowingCallable> writers = new HashMap<>();
        writers.put("start", () -> runtime.startProcessInstanceByKey("probe", "x", UNDECLARED));
        writers.put("start by id", () -> runtime.createProcessInstanceById(
                        definition().getId())
                .setVariables(UNDECLARED)
                .execute());
        writers.put("start before an activity", () -> runtime.createProcessInstanceByKey("probe")
                .startBeforeActivity("userTask_again")
                .setVariablesLocal(UNDECLARED)
                .execute());
        writers.put("complete", () -> tasks.complete(task.getId(), UNDECLARED));
        writers.put("complete with answer", () -> tasks.completeWithVariablesInReturn(task.getId(), UNDECLARED, false));
        writers.put("resolve", () -> tasks.resolveTask(task.getId(), UNDECLARED));
        writers.put("task variable", () -> tasks.setVariable(task.getId(), "consentValid", true));
        writers.put("task variables", () -> tasks.setVariables(task.getId(), UNDECLARED));
        writers.put("local task variable", () -> tasks.setVariableLocal(task.getId(), "consentValid", true));
        writers.put("execution variable", () -> runtime.setVariable(instance, "consentValid", true));
        writers.put("local execution variable", () -> runtime.setVariableLocal(instance, "consentValid", true));
        writers.put("message", () -> runtime.createMessageCorrelation("probe.nudged")
                .processInstanceBusinessKey(key)
                .setVariables(UNDECLARED)
                .correlate());
        writers.put("local message variable", () -> runtime.createMessageCorrelation("probe.nudged")
                .processInstanceBusinessKey(key)
                .setVariablesLocal(UNDECLARED)
                .correlate());
        writers.put("message to the triggered scope", () -> runtime.createMessageCorrelation("probe.nudged")
                .processInstanceBusinessKey(key)
                .setVariablesToTriggeredScope(UNDECLARED)
                .correlate());
        writers.put("message event", () -> runtime.messageEventReceived("probe.nudged", instance, UNDECLARED));
        writers.put("modification", () -> runtime.createProcessInstanceModification(instance)
                .startBeforeActivity("userTask_again")
                .setVariables(UNDECLARED)
                .execute());
        writers.put("local modification", () -> runtime.createProcessInstanceModification(instance)
                .startBeforeActivity("userTask_again")
                .setVariablesLocal(UNDECLARED)
                .execute());
        writers.put("migration", () -> {
            MigrationPlan plan = runtime.createMigrationPlan(
                            definition().getId(), definition().getId())
                    .setVariables(UNDECLARED)
                    .mapEqualActivities()
                    .build();
            runtime.newMigration(plan).processInstanceIds(instance).execute();
        });
        writers.put("batch", () -> runtime.setVariablesAsync(List.of(instance), UNDECLARED));
        writers.put("BPMN error", () -> tasks.handleBpmnError(task.getId(), "none", "text", UNDECLARED));
        return writers.entrySet().stream()
                .map(writer -> DynamicTest.dynamicTest(writer.getKey(), () -> {
                    if (writer.getKey().equals("resolve")) {
                        tasks.delegateTask(task.getId(), "vertretung");
                    }
                    if (writer.getKey().equals("BPMN error")) {
                        // Nobody catches it, so the engine stores nothing; what counts is that nothing got in.
                        assertThat(runtime.getVariables(instance)).doesNotContainKey("consentValid");
                        return;
                    }
                    assertThatThrownBy(writer.getValue())
                            .satisfies(e ->
                                    assertThat(refusal(e)).as(String.valueOf(e)).isTrue());
                    assertThat(runtime.createVariableInstanceQuery()
                                    .variableName("consentValid")
                                    .count())
                            .isZero();
                }));
    }

    private static boolean refusal(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof VariableRefused) {
                return true;
            }
        }
        return false;
    }

    private ProcessDefinition definition() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("probe")
                .latestVersion()
                .singleResult();
    }

    @Test
    void takesOnlyValuesTheDeclarationTakes() {
        refused("probeAgreed", "yes");
        refused("probeAgreed", 1);
        refused("probeLevel", "1");
        refused("probeDay", "morgen");
        refused("probeId", "Amina Muster, geboren am 1.1.1990");
        refused("probeId", "x".repeat(65));
        refused("probeKindAnswer", "THIRD");
        refused("probeIds", new ArrayList<>(List.of("a b")));
        refused(
                "probeIds",
                Variables.serializedObjectValue("[\"a\"]")
                        .serializationDataFormat("application/json")
                        .objectTypeName("java.util.ArrayList")
                        .create());
        refused("probeAgreed", Variables.booleanValue(true, true));
        refused("loopCounter", "text");

        runtime.setVariables(
                instance,
                Map.of(
                        "probeAgreed",
                        true,
                        "probeLevel",
                        2,
                        "probeDay",
                        "2026-10-01",
                        "probeId",
                        "e7a1b0c2-1111-2222-3333-444455556666",
                        "probeKindAnswer",
                        "SECOND",
                        "probeIds",
                        new ArrayList<>(List.of("a", "b"))));
        assertThat(runtime.getVariable(instance, "probeIds")).isEqualTo(List.of("a", "b"));
    }

    private void refused(String name, Object value) {
        assertThatThrownBy(() -> runtime.setVariable(instance, name, value))
                .as(name + " = " + value)
                .isInstanceOf(VariableRefused.class)
                .hasMessageNotContaining("Amina");
    }

    @Test
    void readsListsOfIdsBackFromTheDatabase() {
        runtime.setVariable(instance, "probeIds", new ArrayList<>(List.of("a", "b")));

        assertThat(runtime.createVariableInstanceQuery()
                        .processInstanceIdIn(instance)
                        .variableName("probeIds")
                        .singleResult()
                        .getValue())
                .isEqualTo(List.of("a", "b"));
        assertThat(management.getTableCount().keySet()).isNotEmpty();
    }
}
