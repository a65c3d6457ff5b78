package org.kimlotse.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.Statements;
import org.kimlotse.TestClock;
import org.kimlotse.correspondence.Letter;
import org.kimlotse.correspondence.Outbox;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.handover.facts.MissedKind;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@LotseTest
class HandoverSweepTest {

    private static final LocalDate DUE = LocalDate.of(2026, 9, 22);

    @Autowired
    private HandoverFixture a;

    @Autowired
    private HandoverManagement management;

    @Autowired
    private HandoverSweep sweep;

    @Autowired
    private Handovers handovers;

    @Autowired
    private SystemIncidents incidents;

    @Autowired
    private Outbox outbox;

    @Autowired
    private HandoverHealth health;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nothingElseIsWatched() {
        clock.setTo("2026-09-16");
        emptyTables();
    }

    private void emptyTables() {
        // All tests share one database: what others left behind is put to rest for the counting here.
        jdbc.sql("update handovers set next_check_at = null").update();
        jdbc.sql(
                        "update handovers set state = 'MISSED', closed_at = updated_at where state <> 'MISSED' and closed_at is null")
                .update();
        jdbc.sql("delete from handover_events").update();
        jdbc.sql("delete from ladder_steps").update();
        jdbc.sql("delete from missed_handovers").update();
        jdbc.sql("delete from handover_data_fields").update();
        jdbc.sql("delete from handover_data_corrections").update();
        jdbc.sql("delete from handover_consents").update();
        jdbc.sql("delete from handover_attempts").update();
        jdbc.sql("delete from handovers").update();
        jdbc.sql("delete from system_incidents").update();
    }

    @AfterEach
    void invariantsHold() {
        assertThat(a.brokenInvariants()).isEmpty();
    }

    private Handover now(Handover handover) {
        return handovers.get(handover.id());
    }

    private void sweepOn(String day) {
        clock.setTo(day);
        sweep.run();
    }

    @Test
    void findsWhatWasNeverSentAndWritesNothingToAnOfficeThatKnowsNothingYet() {
        Handover h = a.begun(a.caseInSiegburg(), "H1", "JC-SIE", DUE);
        sweepOn("2026-09-22");
        assertThat(now(h).missed()).isFalse();
        sweepOn("2026-09-23");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.NEVER_SENT);
        assertThat(outbox.about(h.id().toString())).isEmpty();
        assertThat(handovers.missedBetween(DUE, DUE.plusDays(1)))
                .singleElement()
                .satisfies(m -> assertThat(m.office()).isEqualTo("KIM-SIE"));
    }

    @Test
    void findsWhatWasSentAndNotAcknowledged() {
        Handover h = a.sentToJobcenter(DUE);
        sweepOn("2026-09-30");
        assertThat(now(h).missed()).isFalse();
        sweepOn("2026-10-01");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.SENT_NO_ACKNOWLEDGEMENT);
        assertThat(now(h).state()).isEqualTo(HandoverState.SENT);
        assertThat(outbox.about(h.id().toString()))
                .extracting(Letter::templateKey)
                .containsExactly("handover-sent", "handover-reminder");
        assertThat(handovers.missedBetween(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 1)))
                .singleElement()
                .satisfies(m -> assertThat(m.office()).isEqualTo("JC-SIE"));
    }

    @Test
    void findsWhatWasAcceptedAndHasNoOutcome() {
        Handover h = a.sentToJobcenter(DUE);
        Acting.as("jobcenter", () -> management.answer(h.id(), Answer.accepted()));
        sweepOn("2026-12-01");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.ACCEPTED_NO_OUTCOME);
    }

    @Test
    void findsWhatWasDeclinedAndNotDecidedAnew() {
        Handover h = a.sentToJobcenter(DUE);
        Acting.as("jobcenter", () -> management.answer(h.id(), Answer.declined(DeclineReason.NO_CAPACITY, null)));
        sweepOn("2026-10-15");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.DECLINED_NOT_REROUTED);
    }

    @Test
    void leavesAHandoverAloneWhoseTurnHasNotCome() {
        Handover h = management.prepare(HandoverFixture.plan(a.caseInSiegburg(), "H2", "JC-SIE", DUE));
        sweepOn("2026-11-30");
        assertThat(now(h).missed()).isFalse();
        assertThat(now(h).nextCheckAt()).isNull();
    }

    @Test
    void climbsTheLadderOneStepAfterTheOtherAndEachOnce() {
        Handover h = a.sentToJobcenter(DUE);
        clock.setTo("2026-10-01");
        for (int day = 0; day < 40; day++) {
            sweep.run();
            sweep.run();
            clock.advance(Duration.ofDays(1));
        }
        assertThat(now(h).ladderLevel()).isEqualTo(4);
        assertThat(now(h).nextCheckAt()).isNull();
        assertThat(ladderSteps(h)).containsExactly(1, 2, 3, 4);
        assertThat(outbox.about(h.id().toString()))
                .extracting(Letter::templateKey)
                .containsExactly("handover-sent", "handover-reminder", "handover-lead");
        assertThat(handovers.missedBetween(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 12, 31)))
                .hasSize(1);
    }

    @Test
    void aStepThatTheAnswerEndedSaysSoAndOneThatAPersonDidKeepsItsWord() {
        Handover h = a.sentToJobcenter(DUE);
        sweepOn("2026-10-01");
        Acting.as("fallmanagement", () -> management.finishLadderStep(h.id(), 1, "NOT_REACHED", null));
        sweepOn("2026-10-06");
        sweepOn("2026-10-09");
        // One thing to do at a time: the step before ends when the next one begins.
        assertThat(doneCodes(h)).containsExactly("1 NOT_REACHED", "2 ENDED_BY_NEXT_STEP", "3 -");
        Acting.as("jobcenter", () -> management.answer(h.id(), Answer.acknowledged()));
        assertThat(doneCodes(h)).containsExactly("1 NOT_REACHED", "2 ENDED_BY_NEXT_STEP", "3 ENDED_BY_ANSWER");
        assertThat(jdbc.sql("select done_by from ladder_steps where handover_id = :id and level = 3")
                        .param("id", h.id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("jobcenter");
    }

    @Test
    void aStepThatAMovedDeadlineEndedSaysSo() {
        Handover h = a.begun(a.caseInSiegburg(), "H1", "JC-SIE", DUE);
        sweepOn("2026-09-23");
        assertThat(doneCodes(h)).containsExactly("1 -");
        LocalDate later = LocalDate.of(2026, 10, 20);
        Acting.as("fallmanagement", () -> management.changeDeadline(h.id(), later, "berichtigt", later, null));
        assertThat(doneCodes(h)).containsExactly("1 ENDED_BY_DEADLINE");
    }

    private Handover onPaper() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "KK");
        Handover h = a.begun(caseId, "H7", "KK", DUE);
        return Acting.as("fallmanagement", () -> management.send(h.id()));
    }

    private void post(Handover h, String day) {
        Letter letter = outbox.about(h.id().toString()).get(0);
        LocalDate on = LocalDate.parse(day);
        Acting.as("fallmanagement", () -> outbox.recordPosted(letter.id(), on, BusinessCalendar.today(clock)));
    }

    private List<String> missedAt(String office) {
        return handovers.missedBetween(office, "H7", DUE.minusDays(30), DUE.plusDays(60)).stream()
                .map(m -> m.kind() + " " + m.missedOn())
                .toList();
    }

    @Test
    void whatLiesOnThePileIsOurOwnDropAndNeverTheOffices() {
        Handover h = onPaper();
        assertThat(now(h).stateLabel()).isEqualTo("zum Drucken bereit, noch nicht verschickt");
        sweepOn("2026-09-21");
        assertThat(now(h).missed()).isFalse();
        sweepOn("2026-09-22");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.NOT_POSTED);
        sweepOn("2026-11-30");
        assertThat(now(h).ladderLevel()).isEqualTo(4);
        assertThat(ladderSteps(h)).containsExactly(1, 4);
        assertThat(outbox.about(h.id().toString()))
                .extracting(Letter::templateKey)
                .containsExactly("handover-sent");
        assertThat(missedAt("KIM-SIE")).containsExactly("NOT_POSTED 2026-09-22");
        assertThat(missedAt("KK")).isEmpty();
        assertThat(handovers.dueIn("KK", "H7", DUE, DUE)).isEmpty();
        assertThat(handovers.dueIn("KIM-SIE", "H7", DUE, DUE)).singleElement().satisfies(p -> assertThat(p.answeredOn())
                .isNull());
    }

    @Test
    void theClockAgainstTheOfficeRunsFromTheDayTheLetterWasPosted() {
        Handover h = onPaper();
        sweepOn("2026-09-22");
        clock.setTo("2026-09-23");
        post(h, "2026-09-23");
        assertThat(now(h).missed()).isFalse();
        assertThat(now(h).stateLabel()).startsWith("gesendet");
        assertThat(doneCodes(h)).containsExactly("1 ENDED_BY_POST");
        assertThat(handovers.lastEvent(h.id()).orElseThrow().action()).isEqualTo(HandoverAction.POSTED);
        sweepOn("2026-10-07");
        assertThat(now(h).missed()).isFalse();
        sweepOn("2026-10-08");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.SENT_NO_ACKNOWLEDGEMENT);
        assertThat(missedAt("KK")).containsExactly("SENT_NO_ACKNOWLEDGEMENT 2026-10-08");
        assertThat(missedAt("KIM-SIE")).containsExactly("NOT_POSTED 2026-09-22");
        assertThat(handovers.dueIn("KK", "H7", DUE, DUE)).singleElement().satisfies(p -> {
            assertThat(p.startedOn()).isEqualTo("2026-09-23");
            assertThat(p.missedOn()).isEqualTo("2026-10-08");
        });
        assertThat(handovers.dueIn("KIM-SIE", "H7", DUE, DUE)).singleElement().satisfies(p -> assertThat(p.answeredOn())
                .isEqualTo("2026-09-23"));
    }

    @Test
    void aDayOfPostingThatIsWrittenDownLateCountsAllTheSame() {
        Handover h = onPaper();
        clock.setTo("2026-10-12");
        post(h, "2026-09-17");
        sweep.run();
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.SENT_NO_ACKNOWLEDGEMENT);
        assertThat(now(h).missedOn()).isEqualTo("2026-10-02");
    }

    @Test
    void noLetterWasPostedBeforeItWasWrittenOrWillBeTomorrow() {
        Handover h = onPaper();
        assertThatThrownBy(() -> post(h, "2026-09-15"))
                .isInstanceOf(Refused.class)
                .hasMessage(
                        "Das Schreiben gibt es erst seit dem 16.09.2026; vorher kann es nicht verschickt worden sein.");
        assertThatThrownBy(() -> post(h, "2026-09-17"))
                .isInstanceOf(Refused.class)
                .hasMessage("Der Tag des Versands kann nicht in der Zukunft liegen.");
        assertThat(now(h).awaitsPost()).isTrue();
    }

    @Test
    void whoAnswersHasItEvenIfNobodyWroteDownThatItWasPosted() {
        Handover h = onPaper();
        clock.setTo("2026-09-18");
        Answer phoned = Answer.acknowledged().onThePhone(new Confirmation("Frau Weber", LocalDate.of(2026, 9, 17)));
        Acting.as("fallmanagement", () -> management.answer(h.id(), phoned));
        assertThat(now(h).awaitsPost()).isFalse();
        assertThat(now(h).reachedOn()).isEqualTo("2026-09-17");
        // Posted later all the same: noted, and no longer what the clock waits for.
        post(h, "2026-09-18");
        assertThat(now(h).reachedOn()).isEqualTo("2026-09-17");
        sweepOn("2026-10-03");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.ACKNOWLEDGED_NO_ANSWER);
    }

    @Test
    void theAnswerToAQuestionOnPaperHasToBePostedToo() {
        Handover h = onPaper();
        post(h, "2026-09-16");
        Acting.as("fallmanagement", () -> management.answer(h.id(), Answer.queried("Seit wann?")));
        clock.setTo("2026-09-18");
        Acting.as("fallmanagement", () -> management.answerQuery(h.id(), "Seit März."));
        assertThat(now(h).awaitsPost()).isTrue();
        sweepOn("2026-09-24");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.NOT_POSTED);
        Letter answer = outbox.about(h.id().toString()).get(1);
        Acting.as(
                "fallmanagement",
                () -> outbox.recordPosted(answer.id(), LocalDate.of(2026, 9, 24), LocalDate.of(2026, 9, 24)));
        sweepOn("2026-10-08");
        assertThat(now(h).missed()).isFalse();
        sweepOn("2026-10-09");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.ACKNOWLEDGED_NO_ANSWER);
        assertThat(missedAt("KK")).containsExactly("ACKNOWLEDGED_NO_ANSWER 2026-10-09");
    }

    @Test
    void whatAnOfficeRefusedOnThePhoneIsNotPostedToItAnyMore() {
        Handover h = onPaper();
        Acting.as("fallmanagement", () -> management.answer(h.id(), Answer.declined(DeclineReason.NO_CAPACITY, null)));
        assertThat(outbox.about(h.id().toString()).get(0).state()).isEqualTo(Letter.State.CANCELLED);
    }

    @Test
    void whatWasTakenBackFromAnOfficeIsNotMeasuredThere() {
        Handover h = a.sentToJobcenter(DUE);
        sweepOn("2026-10-01");
        LocalDate to = LocalDate.of(2026, 12, 31);
        assertThat(handovers.missedBetween("JC-SIE", "H1", DUE, to)).hasSize(1);
        assertThat(handovers.dueIn("JC-SIE", "H1", DUE, DUE)).hasSize(1);
        Acting.as("fallmanagement", () -> management.withdraw(h.id(), "irrtümlich gesendet"));
        assertThat(handovers.missedBetween("JC-SIE", "H1", DUE, to)).isEmpty();
        assertThat(handovers.missedBetween(DUE, to)).isEmpty();
        assertThat(handovers.dueIn("JC-SIE", "H1", DUE, DUE)).isEmpty();
        // The next attempt is measured by what happens to it, not by what was taken back.
        Acting.as("fallmanagement", () -> management.prepareAnew(h.id(), null));
        Acting.as("fallmanagement", () -> management.begin(h.id()));
        Acting.as("fallmanagement", () -> management.send(h.id()));
        assertThat(handovers.dueIn("JC-SIE", "H1", DUE, DUE)).singleElement().satisfies(p -> assertThat(p.missedOn())
                .isNull());
        sweepOn("2026-11-30");
        assertThat(handovers.missedBetween("JC-SIE", "H1", DUE, to))
                .singleElement()
                .satisfies(m -> assertThat(m.missedOn()).isAfter(LocalDate.of(2026, 10, 1)));
    }

    private List<String> doneCodes(Handover h) {
        return jdbc.sql(
                        """
                        select level, coalesce(done_code, '-') as code from ladder_steps where handover_id = :id
                        order by ladder_round, level
                        """)
                .param("id", h.id().value())
                .query((row, n) -> row.getInt("level") + " " + row.getString("code"))
                .list();
    }

    @Test
    void aClockThatWasLateClimbsToTheStepThatAppliesByNowAndSaysThatItWasLate() {
        Handover h = a.sentToJobcenter(DUE);
        sweepOn("2026-11-16");
        assertThat(now(h).ladderLevel()).isEqualTo(4);
        sweep.run();
        assertThat(ladderSteps(h)).containsExactly(4);
        assertThat(incidents.open()).extracting(SystemIncident::kind).contains(SystemIncident.Kind.SWEEP_LATE);
    }

    @Test
    void nothingIsWrittenToAnOfficeWhileThePersonDoesItAlone() {
        Handover h = a.begun(a.caseInSiegburg(), "H1", "JC-SIE", DUE);
        management.handToPerson(h.id());
        sweepOn("2026-12-01");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.ACCEPTED_NO_OUTCOME);
        assertThat(outbox.about(h.id().toString()))
                .extracting(Letter::templateKey)
                .containsExactly("self-service");
        assertThat(handovers.missedBetween(DUE, LocalDate.of(2026, 12, 31)))
                .singleElement()
                .satisfies(m -> assertThat(m.office()).isEqualTo("KIM-SIE"));
    }

    @Test
    void anEndOfBenefitsThatLeavesAGapIsFoundEvenThoughTheHandoverHasEnded() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "SOZ-SIE");
        Handover stop = a.begunStop(caseId, "SOZ-SIE", LocalDate.of(2026, 9, 30));
        management.send(stop.id());
        Acting.as("sozialamt", () -> management.answer(stop.id(), Answer.accepted()));
        Acting.as(
                "sozialamt", () -> management.recordOutcome(stop.id(), Outcome.DONE, LocalDate.of(2026, 9, 25), null));
        sweep.run();
        assertThat(now(stop).state()).isEqualTo(HandoverState.COMPLETED);
        assertThat(now(stop).missedKind()).isEqualTo(MissedKind.STOP_DATE_LEAVES_GAP);
        assertThat(handovers.missedBetween(DUE.minusDays(30), DUE.plusDays(30)))
                .singleElement()
                .satisfies(m -> assertThat(m.office()).isEqualTo("SOZ-SIE"));
        assertThat(incidents.open())
                .filteredOn(i -> i.kind() == SystemIncident.Kind.GAP)
                .singleElement()
                .satisfies(i -> assertThat(i.ownerGroup()).isEqualTo("coordination"));
    }

    @Test
    void aStopOnTheLastDayOfTheMonthLeavesNoGap() {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "SOZ-SIE");
        Handover stop = a.begunStop(caseId, "SOZ-SIE", LocalDate.of(2026, 9, 30));
        management.send(stop.id());
        Acting.as("sozialamt", () -> management.answer(stop.id(), Answer.accepted()));
        Acting.as(
                "sozialamt", () -> management.recordOutcome(stop.id(), Outcome.DONE, LocalDate.of(2026, 9, 30), null));
        sweepOn("2026-12-01");
        assertThat(now(stop).missed()).isFalse();
    }

    private List<Integer> ladderSteps(Handover h) {
        return jdbc.sql("select level from ladder_steps where handover_id = :id order by climbed_at, level")
                .param("id", h.id().value())
                .query(Integer.class)
                .list();
    }

    @Test
    void anAnswerEndsTheEpisodeAndTheNextOneCountsAnew() {
        Handover h = a.sentToJobcenter(DUE);
        sweepOn("2026-10-01");
        Acting.as("jobcenter", () -> management.answer(h.id(), Answer.accepted()));
        assertThat(now(h).missed()).isFalse();
        assertThat(now(h).ladderLevel()).isZero();
        sweepOn("2026-12-15");
        assertThat(now(h).missedKind()).isEqualTo(MissedKind.ACCEPTED_NO_OUTCOME);
        assertThat(now(h).ladderRound()).isEqualTo(2);
        assertThat(handovers.missedBetween(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 12, 31)))
                .hasSize(2);
    }

    @Test
    void readsWhatIsDueAndNothingElse() {
        CaseId caseId = a.caseInSiegburg();
        List<Handover> due = IntStream.range(0, 3)
                .mapToObj(i -> a.begun(caseId, "H1", "JC-SIE", DUE))
                .toList();
        IntStream.range(0, 40).forEach(i -> a.begun(caseId, "H2", "JC-SIE", DUE.plusMonths(2)));
        clock.setTo("2026-09-23");
        List<Statements.Executed> executed = Statements.of(() -> sweep.run());
        List<Statements.Executed> reads = executed.stream()
                .filter(s -> s.sql().contains("from handovers where next_check_at <= ?"))
                .toList();
        assertThat(reads.stream()
                        .filter(s -> s.sql().startsWith("select *"))
                        .mapToInt(Statements.Executed::rows)
                        .sum())
                .isEqualTo(3);
        assertThat(executed.stream()
                        .filter(s -> s.sql().startsWith("update handovers"))
                        .mapToInt(Statements.Executed::rows)
                        .sum())
                .isEqualTo(3);
        assertThat(due).allSatisfy(h -> assertThat(now(h).missed()).isTrue());

        // Nothing due: one question for the oldest, one for the first page, and no row comes back.
        List<Statements.Executed> idle = Statements.of(() -> sweep.run());
        assertThat(idle).hasSize(2);
        assertThat(idle.stream()
                        .filter(s -> s.sql().startsWith("select *"))
                        .mapToInt(Statements.Executed::rows)
                        .sum())
                .isZero();
    }

    @Test
    void whatIsNotDueCostsNotOneRowMoreWhateverIsRead() {
        sweepOf(3, 0);
        List<Statements.Executed> alone = sweepOf(3, 0);
        List<Statements.Executed> amongOthers = sweepOf(3, 40);
        assertThat(amongOthers).hasSameSizeAs(alone);
        assertThat(rowsRead(amongOthers)).isEqualTo(rowsRead(alone)).isPositive();
    }

    /** Everything the sweep asks of the database, whichever table it is. */
    private List<Statements.Executed> sweepOf(int due, int others) {
        emptyTables();
        clock.setTo("2026-09-16");
        CaseId caseId = a.caseInSiegburg();
        IntStream.range(0, due).forEach(i -> a.begun(caseId, "H1", "JC-SIE", DUE));
        IntStream.range(0, others).forEach(i -> a.begun(caseId, "H2", "JC-SIE", DUE.plusMonths(2)));
        clock.setTo("2026-09-23");
        List<Statements.Executed> executed = Statements.of(() -> sweep.run());
        assertThat(handovers.ofCase(caseId)).filteredOn(Handover::missed).hasSize(due);
        return executed;
    }

    private static int rowsRead(List<Statements.Executed> executed) {
        return executed.stream()
                .filter(s -> s.sql()
                        .stripLeading()
                        .toLowerCase(java.util.Locale.ROOT)
                        .startsWith("select"))
                .mapToInt(Statements.Executed::rows)
                .sum();
    }

    @Test
    void whatIsDueButInTimeCostsOneUpdateEach() {
        Handover h = a.begun(a.caseInSiegburg(), "H1", "JC-SIE", DUE);
        jdbc.sql("update handovers set next_check_at = :now where id = :id")
                .param("now", org.kimlotse.shared.SqlTypes.timestamp(clock.instant()))
                .param("id", h.id().value())
                .update();
        List<Statements.Executed> executed = Statements.of(() -> sweep.run());
        assertThat(executed.stream().filter(s -> !s.sql().startsWith("select")).map(Statements.Executed::sql))
                .singleElement()
                .asString()
                .startsWith("update handovers set next_check_at");
        assertThat(now(h).nextCheckAt()).isAfter(clock.instant());
    }

    @Test
    void survivesACrashBetweenTwoPages() {
        CaseId caseId = a.caseInSiegburg();
        List<Handover> due = IntStream.range(0, 7)
                .mapToObj(i -> a.begun(caseId, "H1", "JC-SIE", DUE))
                .toList();
        clock.setTo("2026-09-23");
        Instant now = clock.instant();
        sweep.page(now, 3);
        // The node dies here; another one begins from the start.
        HandoverSweep.Report rest = sweep.run();
        assertThat(rest.dropped()).isEqualTo(4);
        assertThat(due).allSatisfy(h -> assertThat(now(h).ladderLevel()).isEqualTo(1));
        assertThat(jdbc.sql("select count(*) from ladder_steps")
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
    }

    @Test
    void oneThatCannotBeCheckedDoesNotStopTheOthersAndIsReported() {
        CaseId caseId = a.caseInSiegburg();
        Handover poisoned = a.begun(caseId, "H1", "JC-SIE", DUE);
        Handover healthy = a.begun(caseId, "H1", "JC-SIE", DUE);
        // A row of the ladder that must not be there yet makes the step fail.
        jdbc.sql(
                        """
                        insert into missed_handovers (handover_id, ladder_round, case_number, hop, office, missed_kind,
                            missed_on, rule_id, reason, rule_set_version, noticed_at)
                        values (:id, 1, 'KIM-2026-00001', 'H1', 'JC-SIE', 'NEVER_SENT', :on, 'x', 'x', 'x', :at)
                        """)
                .param("id", poisoned.id().value())
                .param("on", DUE)
                .param("at", org.kimlotse.shared.SqlTypes.timestamp(clock.instant()))
                .update();
        clock.setTo("2026-09-23");
        HandoverSweep.Report report = sweep.run();
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.dropped()).isEqualTo(1);
        assertThat(now(healthy).missed()).isTrue();
        assertThat(now(poisoned).missed()).isFalse();
        assertThat(now(poisoned).nextCheckAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(incidents.open())
                .filteredOn(i -> i.kind() == SystemIncident.Kind.SWEEP_FAILED)
                .singleElement()
                .satisfies(i -> {
                    assertThat(i.reference()).isEqualTo(poisoned.id().toString());
                    assertThat(i.ownerGroup()).isEqualTo("admin");
                });
        jdbc.sql("delete from missed_handovers where handover_id = :id")
                .param("id", poisoned.id().value())
                .update();
    }

    @Test
    void theHealthCheckNoticesAClockThatStands() {
        a.begun(a.caseInSiegburg(), "H1", "JC-SIE", DUE);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        clock.setTo("2026-09-23");
        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
        sweep.run();
        assertThat(health.health().getStatus().getCode()).isEqualTo("WARNING");
        incidents.open().forEach(i -> incidents.close(i.id(), "geprüft"));
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    }
}
