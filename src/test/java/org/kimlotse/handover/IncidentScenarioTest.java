package org.kimlotse.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormRejected;
import org.kimlotse.engine.Models;
import org.kimlotse.engine.UnmatchedMessages;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.ClusterLocks;
import org.kimlotse.shared.Municipality;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What Lotse itself drops becomes a task that belongs to somebody. */
@LotseTest
class IncidentScenarioTest {

    @Autowired
    private SystemIncidents incidents;

    @Autowired
    private IncidentWatch watch;

    @Autowired
    private HandoverManagement management;

    @Autowired
    private Handovers handovers;

    @Autowired
    private HandoverFixture a;

    @Autowired
    private HandoverHealth health;

    @Autowired
    private HandoverSweep sweep;

    @Autowired
    private IncidentCauses causes;

    @Autowired
    private IncidentRepair steps;

    @Autowired
    private Models models;

    @Autowired
    private ClusterLocks locks;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Workflows workflows;

    @Autowired
    private UnmatchedMessages unmatched;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    private Story story;

    @BeforeEach
    void today() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    private SystemIncident reported(SystemIncident.Kind kind, String reference) {
        return incidents.open().stream()
                .filter(i -> i.kind() == kind && i.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private HandoverId released() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "KK");
        HandoverId id = management
                .prepare(HandoverFixture.plan(caseId, "H7", "KK", LocalDate.of(2026, 9, 22)))
                .id();
        workflows.start(
                "handover",
                id.toString(),
                Answers.of(HandoverVariables.HANDOVER_ID, id.toString())
                        .and(CaseVariables.CASE_NUMBER, caseId.number())
                        .and(CaseVariables.MUNICIPALITY, Municipality.SIEGBURG.label())
                        .and(CaseVariables.TEAM, Municipality.SIEGBURG.team())
                        .and(CaseVariables.CASE_MANAGER, "fallmanagement"));
        story.fire("serviceTask_beginHandover", id.toString());
        story.task("fallmanagement", "userTask_prepareAndSend", id.toString()).submit("sendDecision", "SEND");
        return id;
    }

    /** A row that cannot be worked on, as an interrupted repair by hand could leave it behind. */
    private void purpose(HandoverId id, String purpose) {
        jdbc.sql("update handovers set purpose = :purpose where id = :id")
                .param("purpose", purpose)
                .param("id", id.value())
                .update();
    }

    /** Runs the step until the engine gives it up; returns the job. */
    private String failsForGood(HandoverId id) {
        Job job = engine.getManagementService().createJobQuery().activityId("serviceTask_send").list().stream()
                .filter(j -> id.toString()
                        .equals(engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceId(j.getProcessInstanceId())
                                .singleResult()
                                .getBusinessKey()))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 10 && retries(job.getId()) > 0; i++) {
            assertThatThrownBy(() -> engine.getManagementService().executeJob(job.getId()))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(retries(job.getId())).isZero();
        return job.getId();
    }

    private int retries(String jobId) {
        return engine.getManagementService()
                .createJobQuery()
                .jobId(jobId)
                .singleResult()
                .getRetries();
    }

    @Test
    void aJobOutOfRetriesIsOneTaskForTheAdministratorsAndFinishingItRunsTheStepAgain() {
        HandoverId id = released();
        purpose(id, "GIBTS_NICHT");
        String job = failsForGood(id);
        SystemIncident incident = reported(SystemIncident.Kind.JOB_FAILED, job);
        watch.run();
        watch.run();
        Story.OpenTask task =
                story.task("admin", "userTask_handleIncident", incident.id().toString());
        assertThat(task.shows("incidentText")).contains("mehrfach gescheitert").contains("serviceTask");
        assertThat(task.form().get("incidentRepeatable")).isEqualTo(true);
        assertThat(story.tasksOf("koordination", incident.id().toString())).isEmpty();
        assertThatThrownBy(() -> task.submit("incidentNote", "", "incidentRepeat", true))
                .isInstanceOf(FormRejected.class);
        assertThatThrownBy(() -> task.submit("incidentNote", story.say("angesehen"), "incidentRepeat", false))
                .as("the step still stands")
                .isInstanceOf(FormRejected.class);
        purpose(id, "BENEFIT_TRANSITION");
        task.submit("incidentNote", story.say("Zeile berichtigt"), "incidentRepeat", true);
        assertThat(incidents.find(incident.id()).orElseThrow().open()).isFalse();
        engine.getManagementService().executeJob(job);
        assertThat(handovers.get(id).state()).isEqualTo(HandoverState.SENT);
    }

    @Test
    void aStepThatFailsAgainIsANewTask() {
        HandoverId id = released();
        purpose(id, "GIBTS_NICHT");
        String job = failsForGood(id);
        SystemIncident first = reported(SystemIncident.Kind.JOB_FAILED, job);
        watch.run();
        story.task("admin", "userTask_handleIncident", first.id().toString())
                .submit("incidentNote", story.say("noch einmal"), "incidentRepeat", true);
        assertThatThrownBy(() -> engine.getManagementService().executeJob(job)).isInstanceOf(RuntimeException.class);
        SystemIncident second = reported(SystemIncident.Kind.JOB_FAILED, job);
        assertThat(second.id()).isNotEqualTo(first.id());
        watch.run();
        story.task("admin", "userTask_handleIncident", second.id().toString());
        purpose(id, "BENEFIT_TRANSITION");
    }

    @Test
    void aStepThatWentOnByItselfTakesItsTaskAlong() {
        HandoverId id = released();
        purpose(id, "GIBTS_NICHT");
        String job = failsForGood(id);
        SystemIncident incident = reported(SystemIncident.Kind.JOB_FAILED, job);
        watch.run();
        purpose(id, "BENEFIT_TRANSITION");
        engine.getManagementService().setJobRetries(job, 1);
        engine.getManagementService().executeJob(job);
        watch.run();
        assertThat(incidents.find(incident.id()).orElseThrow().open())
                .as("noted a moment ago")
                .isTrue();
        clock.advance(Duration.ofMinutes(3));
        watch.run();
        assertThat(incidents.find(incident.id())).hasValueSatisfying(i -> {
            assertThat(i.open()).isFalse();
            assertThat(i.note()).contains("von selbst");
        });
        assertThat(story.tasksOf("admin", incident.id().toString())).isEmpty();
    }

    @Test
    void aMessageNobodyWaitedForBelongsToCoordinationWhoGivesItUp() {
        String nobody = UUID.randomUUID().toString();
        workflows.correlate("handover.withdrawn", nobody, Answers.none());
        String message = kept(nobody).orElseThrow().id().toString();
        clock.advance(Duration.ofMinutes(16));
        unmatched.retry();
        SystemIncident incident = reported(SystemIncident.Kind.MESSAGE_UNMATCHED, message);
        watch.run();
        story.task("koordination", "userTask_handleIncident", incident.id().toString())
                .submit("incidentNote", story.say("geklärt"));
        assertThat(kept(nobody)).isEmpty();
    }

    private Optional<UnmatchedMessages.Unmatched> kept(String businessKey) {
        return unmatched.open().stream()
                .filter(m -> m.businessKey().equals(businessKey))
                .findFirst();
    }

    @Test
    void aLetterThatStaysOnThePileIsATaskOfItsTeamUntilItIsPosted() {
        // The letter that has a task of its own is not reported; that of a step of the ladder is, once the step was
        // done.
        HandoverId id = released();
        story.fire("serviceTask_send", id.toString());
        Letter sent = outbox.about(id.toString()).get(0);
        outbox.recordPosted(sent.id(), LocalDate.of(2026, 9, 16), LocalDate.of(2026, 9, 16));
        clock.setTo("2026-10-01");
        sweep.run();
        Letter letter = outbox.about(id.toString()).get(1);
        assertThat(letter.templateKey()).isEqualTo("handover-reminder");
        watch.run();
        assertThat(incidents.isOpen(
                        SystemIncident.Kind.LETTER_WAITING, letter.id().toString()))
                .isFalse();
        story.task("fallmanagement", "userTask_remind", id.toString()).submit("ladderDone", "DONE");
        clock.setTo("2026-10-06");
        watch.run();
        assertThat(incidents.isOpen(
                        SystemIncident.Kind.LETTER_WAITING, letter.id().toString()))
                .isFalse();
        clock.setTo("2026-10-07");
        watch.run();
        SystemIncident incident =
                reported(SystemIncident.Kind.LETTER_WAITING, letter.id().toString());
        Story.OpenTask task = story.task(
                "fallmanagement", "userTask_handleIncident", incident.id().toString());
        assertThat(task.shows("incidentText")).contains(letter.path());
        for (String other : List.of("koordination", "admin", "lohmar")) {
            assertThat(story.tasksOf(other, incident.id().toString())).as(other).isEmpty();
        }
        assertThatThrownBy(() -> task.submit("incidentNote", story.say("erledigt")))
                .isInstanceOf(FormRejected.class);
        outbox.recordPosted(letter.id(), LocalDate.of(2026, 10, 7), LocalDate.of(2026, 10, 7));
        task.submit("incidentNote", story.say("verschickt"));
        clock.advance(Duration.ofMinutes(5));
        watch.run();
        assertThat(incidents.isOpen(
                        SystemIncident.Kind.LETTER_WAITING, letter.id().toString()))
                .isFalse();
    }

    @Test
    void aSweepThatStandsStillIsNoticedByTheWatch() {
        jdbc.sql("update system_incidents set closed_at = opened_at, open_key = null where kind = 'SWEEP_LATE'")
                .update();
        Handover waiting = a.begun(a.caseInSiegburg(), "H1", "JC-SIE", LocalDate.of(2026, 9, 22));
        clock.set(waiting.nextCheckAt().plus(Duration.ofHours(2)));
        watch.run();
        SystemIncident incident = reported(SystemIncident.Kind.SWEEP_LATE, "handover-sweep");
        story.task("admin", "userTask_handleIncident", incident.id().toString());
    }

    @Test
    void stepsThatTheEngineDoesNotCarryOutAreATaskUntilItDoes() {
        HandoverId id = released();
        clock.advance(Duration.ofMinutes(16));
        Duration patience = Duration.ofMinutes(15);
        IncidentWatch strict = new IncidentWatch(
                incidents,
                causes,
                handovers,
                sweep,
                outbox,
                unmatched,
                models,
                steps,
                workflows,
                locks,
                transactions,
                clock,
                patience,
                patience,
                3);
        strict.run();
        SystemIncident incident = reported(SystemIncident.Kind.STEPS_WAITING, "job-executor");
        assertThat(incident.summary()).contains("fällig").doesNotContain(id.toString());
        story.task("admin", "userTask_handleIncident", incident.id().toString());
        assertThat(new HandoverHealth(handovers, incidents, steps, clock, patience, patience)
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo("DOWN");

        story.fire("serviceTask_send", id.toString());
        // Other tests leave steps behind on purpose; whoever settles here is as patient as the tests.
        clock.advance(Duration.ofMinutes(3));
        watch.run();
        assertThat(incidents.isOpen(SystemIncident.Kind.STEPS_WAITING, "job-executor"))
                .isFalse();
    }

    @Test
    void aClockThatRestsOnPurposeIsNotLate() {
        jdbc.sql("update system_incidents set closed_at = opened_at, open_key = null where kind = 'SWEEP_LATE'")
                .update();
        Handover waiting = a.begun(a.caseInSiegburg(), "H1", "JC-SIE", LocalDate.of(2026, 9, 22));
        clock.set(waiting.nextCheckAt().plus(Duration.ofHours(2)));
        sweep.resting(() -> {
            watch.run();
            sweep.run();
        });
        assertThat(incidents.isOpen(SystemIncident.Kind.SWEEP_LATE, "handover-sweep"))
                .isFalse();
    }

    @Test
    void theWatchItselfIsWatchedByTheHealthCheck() {
        jdbc.sql("update system_incidents set closed_at = opened_at, open_key = null where closed_at is null")
                .update();
        incidents.report(SystemIncident.Kind.DETECTION_FAILED, UUID.randomUUID().toString(), null, "ohne Aufgabe");
        clock.advance(Duration.ofMinutes(16));
        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(health.health().getDetails()).containsKey("oldestIncidentWithoutTask");
        watch.run();
        assertThat(health.health().getDetails()).doesNotContainKey("oldestIncidentWithoutTask");
    }

    @Test
    void twoNodesThatLookAtOnceMakeOneTask() throws Exception {
        String reference = UUID.randomUUID().toString();
        incidents.report(SystemIncident.Kind.DETECTION_FAILED, reference, null, "auf zwei Knoten");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<Integer> run :
                    pool.invokeAll(List.<Callable<Integer>>of(watch::run, watch::run, watch::run, watch::run))) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(reported(SystemIncident.Kind.DETECTION_FAILED, reference)
                                .id()
                                .toString())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theSameFaultIsOneIncidentThatCounts() {
        String reference = UUID.randomUUID().toString();
        incidents.report(SystemIncident.Kind.SWEEP_FAILED, reference, null, "einmal");
        incidents.report(SystemIncident.Kind.SWEEP_FAILED, reference, null, "zweimal");
        assertThat(reported(SystemIncident.Kind.SWEEP_FAILED, reference).occurrences())
                .isEqualTo(2);
        incidents.close(reported(SystemIncident.Kind.SWEEP_FAILED, reference).id(), "behoben");
        incidents.report(SystemIncident.Kind.SWEEP_FAILED, reference, null, "wieder");
        assertThat(reported(SystemIncident.Kind.SWEEP_FAILED, reference).occurrences())
                .isEqualTo(1);
    }

    @Test
    void isSeenEvenIfTheWorkThatNoticedItIsRolledBack() {
        String reference = UUID.randomUUID().toString();
        transaction.executeWithoutResult(t -> {
            incidents.report(SystemIncident.Kind.SWEEP_FAILED, reference, null, "bemerkt");
            t.setRollbackOnly();
        });
        assertThat(reported(SystemIncident.Kind.SWEEP_FAILED, reference).open()).isTrue();
    }

    @Test
    void reportedByTwoNodesAtOnceItIsOne() throws Exception {
        String reference = UUID.randomUUID().toString();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> reports = pool.invokeAll(List.<Callable<Boolean>>of(
                    () -> report(reference),
                    () -> report(reference),
                    () -> report(reference),
                    () -> report(reference)));
            for (Future<Boolean> report : reports) {
                assertThat(report.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(reported(SystemIncident.Kind.SWEEP_FAILED, reference).occurrences())
                .isEqualTo(4);
    }

    private boolean report(String reference) {
        incidents.report(SystemIncident.Kind.SWEEP_FAILED, reference, null, "zugleich");
        return true;
    }
}
