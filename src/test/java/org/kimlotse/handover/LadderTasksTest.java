package org.kimlotse.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseVariables;
import org.kimlotse.casework.OpenWork;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.UnmatchedMessages;
import org.kimlotse.engine.Workflows;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.scenarios.Story;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.SqlTypes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tasks of the ladder live as long as there is something to remind of, on the real process. */
@LotseTest
class LadderTasksTest {

    private static final LocalDate DUE = LocalDate.of(2026, 9, 22);

    @Autowired
    private HandoverFixture a;

    @Autowired
    private HandoverManagement management;

    @Autowired
    private HandoverWorkflow workflow;

    @Autowired
    private HandoverSweep sweep;

    @Autowired
    private Handovers handovers;

    @Autowired
    private Workflows workflows;

    @Autowired
    private OpenWork openWork;

    @Autowired
    private UnmatchedMessages unmatched;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Story story;

    @BeforeEach
    void theDayAfterTheDecisionWasServed() {
        clock.setTo("2026-09-16");
        story = new Story(engine, clock);
    }

    @AfterEach
    void invariantsHold() {
        assertThat(a.brokenInvariants()).isEmpty();
    }

    private HandoverId prepared() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "JC-SIE");
        return started(management.prepare(HandoverFixture.plan(caseId, "H1", "JC-SIE", DUE)));
    }

    private HandoverId started(Handover handover) {
        HandoverId id = handover.id();
        workflows.start(
                "handover",
                id.toString(),
                Answers.of(HandoverVariables.HANDOVER_ID, id.toString())
                        .and(CaseVariables.CASE_NUMBER, handover.caseId().number())
                        .and(CaseVariables.MUNICIPALITY, Municipality.SIEGBURG.label())
                        .and(CaseVariables.TEAM, Municipality.SIEGBURG.team())
                        .and(CaseVariables.CASE_MANAGER, "fallmanagement"));
        story.fire("serviceTask_beginHandover", id.toString());
        return id;
    }

    private HandoverId sent() {
        HandoverId id = prepared();
        story.task("fallmanagement", "userTask_prepareAndSend", id.toString()).submit("sendDecision", "SEND");
        story.fire("serviceTask_send", id.toString());
        return id;
    }

    /** As the clock leaves it behind: the row says so, and each step is a task. */
    private void missed(HandoverId id, MissedKind kind, int... levels) {
        jdbc.sql("update handovers set missed_kind = :kind, missed_on = :on where id = :id")
                .param("kind", kind.name())
                .param("on", DUE)
                .param("id", id.value())
                .update();
        IntStream.of(levels).forEach(level -> workflow.missed(id, level));
    }

    private List<String> tasks(HandoverId id) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(id.toString()).list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aStepOfTheLadderEndsWithTheAnswer(int level) {
        HandoverId id = sent();
        missed(id, MissedKind.SENT_NO_ACKNOWLEDGEMENT, level);
        assertThat(tasks(id)).hasSize(3);
        story.task("jobcenter", "userTask_confirmReceipt", id.toString()).submit("receiptAnswer", "ACKNOWLEDGED");
        assertThat(tasks(id)).containsExactly("userTask_confirmReceipt", "userTask_trackAnswer");
    }

    @Test
    void severalOpenStepsEndTogetherAndTheWorkGoesOn() {
        HandoverId id = sent();
        missed(id, MissedKind.SENT_NO_ACKNOWLEDGEMENT, 1, 2, 3, 4);
        assertThat(tasks(id)).hasSize(6);
        story.task("jobcenter", "userTask_confirmReceipt", id.toString()).submit("receiptAnswer", "ACCEPTED");
        assertThat(tasks(id)).containsExactly("userTask_recordOutcome", "userTask_reportOutcome");
        missed(id, MissedKind.ACCEPTED_NO_OUTCOME, 1, 2);
        assertThat(tasks(id)).hasSize(4);
        story.task("fallmanagement", "userTask_recordOutcome", id.toString())
                .submit("outcome", "DONE", "outcomeOn", "2026-09-16");
        assertThat(workflows.isRunning("handover", id.toString())).isFalse();
    }

    @Test
    void oneStepOfTheLadderIsOpenAtATimeAndWhatOnlyWaitsIsPutOff() {
        HandoverId id = sent();
        sweepOn("2026-10-01");
        assertThat(tasks(id)).containsExactly("userTask_confirmReceipt", "userTask_remind", "userTask_trackAnswer");
        assertThat(due(id, "userTask_trackAnswer")).isEqualTo("2026-10-05");
        sweepOn("2026-10-06");
        assertThat(tasks(id)).containsExactly("userTask_askByPhone", "userTask_confirmReceipt", "userTask_trackAnswer");
        assertThat(due(id, "userTask_trackAnswer")).isEqualTo("2026-10-08");
        assertThat(story.task("fallmanagement", "userTask_askByPhone", id.toString())
                        .shows("ladderText"))
                .contains("Danach, ab 09.10.2026: die Leitung der Stelle ansprechen")
                .doesNotContain("erinnern");
        sweepOn("2026-10-09");
        assertThat(tasks(id)).containsExactly("userTask_askLead", "userTask_confirmReceipt", "userTask_trackAnswer");
        sweepOn("2026-10-15");
        assertThat(tasks(id)).containsExactly("userTask_confirmReceipt", "userTask_coordinate", "userTask_trackAnswer");
        assertThat(story.task("koordination", "userTask_coordinate", id.toString())
                        .shows("ladderText"))
                .contains("Das ist die letzte Stufe");
    }

    @Test
    void whatWeOweOurselvesIsOneTaskOfTheCaseManagerUntilCoordinationHelps() {
        HandoverId id = prepared();
        sweepOn("2026-09-23");
        assertThat(tasks(id)).containsExactly("userTask_prepareAndSend");
        sweepOn("2026-10-01");
        assertThat(tasks(id)).containsExactly("userTask_coordinate", "userTask_prepareAndSend");
    }

    /** What is late on the own side is in the words in which a confidential step is asked about: nobody can tell them apart. */
    @Test
    void coordinationHelpsTheOwnSideWithoutLearningWhichStepItIs() {
        HandoverId id = prepared();
        sweepOn("2026-09-23");
        sweepOn("2026-10-01");
        Story.OpenTask coordinate = story.task("koordination", "userTask_coordinate", id.toString());
        assertThat(coordinate.shows("handoverTitle"))
                .isEqualTo("Fall %s: ein Schritt ist liegen geblieben"
                        .formatted(handovers.get(id).caseId()));
        assertThat(coordinate.shows("ladderText")).contains("sorgen Sie für Vertretung");
        assertThat(coordinate.form().toString()).doesNotContain("H1", "Jobcenter", "Übergabe prüfen");
        assertThat(story.task("fallmanagement", "userTask_prepareAndSend", id.toString())
                        .shows("handoverTitle"))
                .startsWith("H1");
    }

    @Test
    void besideTheLadderTheTrackingSaysWhatIsDueAndTheLadderWhereAnAnswerGoes() {
        HandoverId id = sent();
        assertThat(story.task("fallmanagement", "userTask_trackAnswer", id.toString())
                        .shows("handoverStateText"))
                .doesNotContain("Jetzt dran");
        sweepOn("2026-10-01");
        sweepOn("2026-10-06");
        Story.OpenTask track = story.task("fallmanagement", "userTask_trackAnswer", id.toString());
        assertThat(track.shows("handoverStateText")).contains("**Jetzt dran:** „Telefonisch nachfragen“");
        Story.OpenTask call = story.task("fallmanagement", "userTask_askByPhone", id.toString());
        assertThat(call.shows("ladderText")).contains("tragen Sie es in der Aufgabe „Rückmeldung verfolgen“ ein");
        assertThatThrownBy(() -> call.submit("ladderDone", "SETTLED"))
                .hasMessageContaining("in der Aufgabe „Rückmeldung verfolgen“ ein");
        track.submit("receiptAnswer", "ACCEPTED", "confirmedByName", "Frau Berg", "confirmedOn", "2026-10-06");
        assertThat(tasks(id)).containsExactly("userTask_recordOutcome", "userTask_reportOutcome");
    }

    @Test
    void anOfficeNobodyOfWhichLogsInHasNoTasksAndIsFollowedByTheCaseManager() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "JC-TRO");
        HandoverId id = started(management.prepare(HandoverFixture.plan(caseId, "H1", "JC-TRO", DUE)));
        story.task("fallmanagement", "userTask_prepareAndSend", id.toString()).submit("sendDecision", "SEND");
        story.fire("serviceTask_send", id.toString());
        assertThat(tasks(id)).containsExactly("userTask_trackAnswer");
        assertThat(openWork.of(caseId))
                .anyMatch(line -> line.contains("ist noch nicht verschickt") && line.contains("Troisdorf"));
        story.task("fallmanagement", "userTask_trackAnswer", id.toString())
                .submit("receiptAnswer", "ACCEPTED", "confirmedByName", "Frau Berg", "confirmedOn", "2026-09-16");
        assertThat(tasks(id)).containsExactly("userTask_recordOutcome");
        story.task("fallmanagement", "userTask_recordOutcome", id.toString())
                .submit("outcome", "DONE", "outcomeOn", "2026-09-16");
        assertThat(openWork.of(caseId)).noneMatch(line -> line.contains("noch nicht verschickt"));
    }

    private void sweepOn(String day) {
        clock.setTo(day);
        sweep.run();
    }

    private LocalDate due(HandoverId id, String taskKey) {
        return BusinessCalendar.dayOf(engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .taskDefinitionKey(taskKey)
                .singleResult()
                .getDueDate()
                .toInstant());
    }

    @Test
    void sendingAtLastEndsTheStepThatAskedForIt() {
        HandoverId id = prepared();
        missed(id, MissedKind.NEVER_SENT, 1, 4);
        story.task("fallmanagement", "userTask_prepareAndSend", id.toString()).submit("sendDecision", "SEND");
        assertThat(tasks(id)).containsExactly("userTask_coordinate", "userTask_remind");
        story.fire("serviceTask_send", id.toString());
        assertThat(tasks(id)).containsExactly("userTask_confirmReceipt", "userTask_trackAnswer");
    }

    @Test
    void handingItToThePersonEndsTheStepThatAskedForIt() {
        HandoverId id = prepared();
        missed(id, MissedKind.NEVER_SENT, 1);
        story.task("fallmanagement", "userTask_prepareAndSend", id.toString()).submit("sendDecision", "SELF_SERVICE");
        story.fire("serviceTask_selfService", id.toString());
        assertThat(tasks(id)).containsExactly("userTask_recordOutcome");
    }

    @Test
    void aNewDecisionAfterTheRefusalEndsTheStepThatAskedForIt() {
        HandoverId id = sent();
        story.task("jobcenter", "userTask_confirmReceipt", id.toString())
                .submit("receiptAnswer", "DECLINED", "declineReason", "NO_CAPACITY");
        missed(id, MissedKind.DECLINED_NOT_REROUTED, 1);
        story.task("fallmanagement", "userTask_reroute", id.toString())
                .submit("rerouteDecision", "OTHER_OFFICE", "rerouteOffice", "JC-TRO");
        assertThat(tasks(id)).containsExactly("userTask_prepareAndSend");
    }

    @Test
    void aCorrectedDeadlineEndsTheOpenSteps() {
        HandoverId id = sent();
        missed(id, MissedKind.SENT_NO_ACKNOWLEDGEMENT, 1);
        management.changeDeadline(id, DUE.plusDays(7), "Zustellung 22.09.2026", null, null);
        assertThat(tasks(id)).containsExactly("userTask_confirmReceipt", "userTask_trackAnswer");
    }

    @Test
    void whatTheClockFindsInTimeAgainEndsTheOpenSteps() {
        HandoverId id = sent();
        missed(id, MissedKind.SENT_NO_ACKNOWLEDGEMENT, 1, 2);
        jdbc.sql("update handovers set next_check_at = :now where id = :id")
                .param("now", SqlTypes.timestamp(clock.instant()))
                .param("id", id.value())
                .update();
        sweep.run();
        assertThat(handovers.lastEvent(id).orElseThrow().action()).isEqualTo(HandoverAction.NO_LONGER_MISSED);
        assertThat(tasks(id)).containsExactly("userTask_confirmReceipt", "userTask_trackAnswer");
    }

    @Test
    void takingItBackEndsEverythingButTheQuestionWhatBecomesOfIt() {
        HandoverId id = sent();
        missed(id, MissedKind.SENT_NO_ACKNOWLEDGEMENT, 1, 2);
        story.as("fallmanagement", () -> {
            management.withdraw(id, "Falsche Stelle");
        });
        assertThat(tasks(id)).containsExactly("userTask_decideWithdrawn");
        story.task("fallmanagement", "userTask_decideWithdrawn", id.toString())
                .submit("withdrawnDecision", "DROP", "withdrawnNote", story.say("erledigt sich"));
        assertThat(tasks(id)).isEmpty();
        assertThat(workflows.isRunning("handover", id.toString())).isFalse();
    }

    @Test
    void newsForThoseWhoWaitIsNotKeptWhenNobodyWaits() {
        HandoverId id = sent();
        assertThat(workflows.broadcast("handover.caughtUp", id.toString(), Answers.none()))
                .isZero();
        assertThat(unmatched.open()).noneMatch(m -> m.businessKey().equals(id.toString()));
        assertThat(tasks(id)).hasSize(2);
    }
}
