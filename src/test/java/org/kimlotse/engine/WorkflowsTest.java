package org.kimlotse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.shared.CaseId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

@EngineTest
class WorkflowsTest {

    @Autowired
    Workflows workflows;

    @Autowired
    UnmatchedMessages unmatched;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    @Autowired
    ManagementService management;

    @Autowired
    Probe.Tasks probe;

    @Autowired
    Probe.Incidents incidents;

    @Autowired
    TestClock clock;

    @Autowired
    @org.springframework.beans.factory.annotation.Qualifier("workflowHealthIndicator")
    HealthIndicator health;

    private final String key = "work-" + UUID.randomUUID();

    @BeforeEach
    void forgetOthers() {
        unmatched.open().forEach(message -> unmatched.dismiss(message.id()));
        incidents.seen.clear();
    }

    @AfterEach
    void works() {
        probe.failWith = null;
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .list()
                .forEach(i -> runtime.deleteProcessInstance(i.getId(), "test"));
    }

    private Answers team() {
        return Answers.of(Probe.TEAM, "case-manager-siegburg");
    }

    @Test
    void startsFindsAndEndsAProcessByItsKey() {
        assertThat(workflows.isRunning("probe", key)).isFalse();
        workflows.start("probe", key, team());
        assertThat(workflows.isRunning("probe", key)).isTrue();
        assertThat(workflows.assignFirstTask(key, "fallmanagement")).isPresent();
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(key)
                        .singleResult()
                        .getAssignee())
                .isEqualTo("fallmanagement");

        workflows.cancel("probe", key, "opened-in-error");

        assertThat(workflows.isRunning("probe", key)).isFalse();
        assertThatThrownBy(() -> workflows.cancel("probe", key, "Frau Muster ist umgezogen"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workflows.start("probe", "Amina Muster", team()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCaseThatMovesTakesItsTasksAndTheRightsOnThemAlong() {
        String number = CaseId.of(2031, (int) (Math.floorMod(key.hashCode(), 90_000)) + 1)
                .number();
        workflows.start(
                "probe",
                number,
                team().and(CaseVariables.CASE_NUMBER, number)
                        .and(CaseVariables.TEAM, "case-manager-siegburg")
                        .and(CaseVariables.MUNICIPALITY, "Siegburg")
                        .and(CaseVariables.CASE_MANAGER, "fallmanagement"));
        workflows.correlate("probe.nudged", number, Answers.none());
        assertThat(seenBy("vertretung", "case-manager-siegburg", number)).isOne();
        assertThat(seenBy("fallmanagement", "case-manager-siegburg", number)).isEqualTo(2);

        workflows.moveTasks(number, "case-manager-siegburg", "case-manager-lohmar", Optional.of("lohmar"), Set.of());

        assertThat(seenBy("vertretung", "case-manager-siegburg", number)).isZero();
        assertThat(seenBy("fallmanagement", "case-manager-siegburg", number)).isZero();
        assertThat(seenBy("lohmar", "case-manager-lohmar", number)).isEqualTo(2);
        assertThat(runtime.getVariables(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getId()))
                .containsEntry("team", "case-manager-lohmar")
                .containsEntry("caseManager", "lohmar")
                .containsEntry("municipality", "Lohmar");
        runtime.deleteProcessInstance(
                runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .singleResult()
                        .getId(),
                "test");
    }

    @Test
    void whatStandsStillPutsOffTheTasksOfTheTeamAndTellsNoOffice() {
        String number = CaseId.of(2032, (int) (Math.floorMod(key.hashCode(), 90_000)) + 1)
                .number();
        workflows.start("probe", key, team().and(CaseVariables.CASE_NUMBER, number));
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(key)
                .singleResult()
                .getId();
        tasks.addCandidateGroup(task, "partner-jc-sie");

        workflows.hold(number, Set.of("probe"));
        assertThat(putOff(task)).as("of a process that does not stand still").isFalse();
        workflows.hold(number, Set.of());
        assertThat(putOff(task)).isTrue();
        workflows.goOn(number, clock.instant(), Set.of(), Set.of());
        assertThat(putOff(task)).isFalse();

        tasks.deleteCandidateGroup(task, "case-manager-siegburg");
        workflows.hold(number, Set.of());
        assertThat(putOff(task)).as("what only the office has").isFalse();
    }

    private boolean putOff(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult().getFollowUpDate() != null;
    }

    private long seenBy(String user, String group, String businessKey) {
        identity.setAuthentication(user, List.of(group));
        try {
            return tasks.createTaskQuery()
                    .processInstanceBusinessKey(businessKey)
                    .count();
        } finally {
            identity.clearAuthentication();
        }
    }

    @Test
    void deliversAMessageToWhoWaits() {
        workflows.start("probe", key, team());

        assertThat(workflows.correlate("probe.nudged", key, Answers.of(Probe.LEVEL, 2)))
                .isTrue();

        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(key)
                        .taskDefinitionKey("userTask_aside")
                        .count())
                .isOne();
        assertThat(unmatched.open()).isEmpty();
    }

    @Test
    void keepsAMessageNobodyWaitsForAndDeliversItLater() {
        assertThat(workflows.correlate("probe.nudged", key, Answers.of(Probe.LEVEL, 2)))
                .isFalse();
        assertThat(unmatched.open())
                .extracting(UnmatchedMessages.Unmatched::businessKey)
                .containsExactly(key);
        workflows.start("probe", key, team());
        assertThat(unmatched.retry()).as("not due yet").isZero();

        clock.advance(Duration.ofMinutes(2));

        assertThat(unmatched.retry()).isOne();
        assertThat(unmatched.open()).isEmpty();
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(key)
                        .taskDefinitionKey("userTask_aside")
                        .count())
                .isOne();
        assertThat(unmatched.retry()).isZero();
    }

    @Test
    void reportsOnceAMessageNobodyWaitsForTooLongAndGoesOnTrying() {
        workflows.correlate("probe.nudged", key, Answers.none());
        clock.advance(Duration.ofHours(1));
        unmatched.retry();
        clock.advance(Duration.ofHours(7));
        unmatched.retry();

        assertThat(incidents.seen).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(EngineIncident.Kind.MESSAGE_UNMATCHED);
            assertThat(incident.businessKey()).isEqualTo(key);
            assertThat(incident.element()).isEqualTo("probe.nudged");
        });
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

        unmatched.dismiss(unmatched.open().get(0).id());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void reportsAStepThatFailedAsOftenAsItMayWithoutSayingWhatItWasWorkingOn() {
        workflows.start("probe", key, team());
        Task task = tasks.createTaskQuery().processInstanceBusinessKey(key).singleResult();
        runtime.setVariable(task.getExecutionId(), "probeAgreed", true);
        tasks.complete(task.getId());
        probe.failWith = new IllegalStateException("Amina Muster could not be stored");
        Job job = management
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> management.executeJob(job.getId())).isInstanceOf(RuntimeException.class);
        }

        Job dead = management.createJobQuery().jobId(job.getId()).singleResult();
        assertThat(dead.getRetries()).isZero();
        assertThat(dead.getExceptionMessage()).contains("IllegalStateException").doesNotContain("Amina");
        assertThat(management.getJobExceptionStacktrace(job.getId()))
                .contains("at org.kimlotse")
                .doesNotContain("Amina");
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .list())
                .isNotEmpty()
                .allSatisfy(
                        i -> assertThat(String.valueOf(i.getIncidentMessage())).doesNotContain("Amina"));
        assertThat(incidents.seen).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(EngineIncident.Kind.JOB_OUT_OF_RETRIES);
            assertThat(incident.businessKey()).isEqualTo(key);
            assertThat(incident.processKey()).isEqualTo("probe");
            assertThat(incident.element()).isEqualTo("serviceTask_record");
        });
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(history.createHistoricJobLogQuery().jobId(job.getId()).list())
                .allSatisfy(log ->
                        assertThat(String.valueOf(log.getJobExceptionMessage())).doesNotContain("Amina"));
    }
}
