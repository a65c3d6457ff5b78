package org.kimlotse.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two at once: one wins, the other reads why; afterwards every invariant holds. */
@LotseTest
class HandoverRacesTest {

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
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void theDayAfterTheDecisionWasServed() {
        clock.setTo("2026-09-16");
    }

    @AfterEach
    void invariantsHold() {
        assertThat(a.brokenInvariants()).isEmpty();
    }

    /** Runs all at the same moment; returns what each came to, a value or the exception. */
    private static List<Object> atOnce(List<? extends Callable<?>> works) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(works.size());
        CyclicBarrier start = new CyclicBarrier(works.size());
        try {
            List<Future<Object>> futures = works.stream()
                    .map(work -> pool.submit(() -> {
                        start.await();
                        return (Object) work.call();
                    }))
                    .toList();
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : futures) {
                try {
                    results.add(future.get());
                } catch (ExecutionException e) {
                    results.add(e.getCause());
                }
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @RepeatedTest(5)
    void ofTwoAnswersOneWinsAndTheOtherIsTold() throws InterruptedException {
        Handover sent = a.sentToJobcenter(DUE);
        List<Object> results = atOnce(List.of(
                () -> Acting.as("jobcenter", () -> management.answer(sent.id(), Answer.accepted())),
                () -> Acting.as(
                        "fallmanagement",
                        () -> management.answer(sent.id(), Answer.declined(DeclineReason.DUPLICATE, null)))));
        assertThat(results).filteredOn(Handover.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(Refused.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((Refused) e).getMessage())
                        .containsAnyOf("hat diese Übergabe angenommen", "hat diese Übergabe abgelehnt"));
        assertThat(handovers.events(sent.id())).hasSize(4);
    }

    @RepeatedTest(5)
    void sendingAndWithdrawingTheConsentEndWithNothingOpenOnAWithdrawnConsent() throws InterruptedException {
        CaseId caseId = a.caseInSiegburg();
        a.consentTo(caseId, "JC-SIE");
        Handover h = a.begun(caseId, "H1", "JC-SIE", DUE);
        List<Object> results = atOnce(List.of(() -> Acting.as("fallmanagement", () -> management.send(h.id())), () -> {
            a.withdrawConsents(caseId, "JC-SIE");
            return "withdrawn";
        }));
        assertThat(results.get(1)).isEqualTo("withdrawn");
        Handover now = handovers.get(h.id());
        // Either the sending came first and was stopped, or the withdrawal came first and nothing was sent.
        if (results.get(0) instanceof Handover) {
            assertThat(now.state()).isEqualTo(HandoverState.WITHDRAWN);
        } else {
            assertThat(results.get(0)).isInstanceOf(ConsentMissing.class);
            assertThat(now.state()).isEqualTo(HandoverState.PREPARED);
            assertThat(now.sentAt()).isNull();
        }
    }

    @RepeatedTest(5)
    void twoNodesSweepingAtOnceTellNobodyTwice() throws InterruptedException {
        CaseId caseId = a.caseInSiegburg();
        List<Handover> due = IntStream.range(0, 20)
                .mapToObj(i -> a.begun(caseId, "H1", "JC-SIE", DUE))
                .toList();
        clock.setTo("2026-09-23");
        List<Object> results = atOnce(List.of(() -> sweep.run(), () -> sweep.run()));
        assertThat(results).allMatch(HandoverSweep.Report.class::isInstance);
        assertThat(results.stream().mapToInt(r -> ((HandoverSweep.Report) r).failed()))
                .containsOnly(0);
        due.forEach(h -> {
            assertThat(handovers.get(h.id()).ladderLevel()).isEqualTo(1);
            assertThat(jdbc.sql("select count(*) from ladder_steps where handover_id = :id")
                            .param("id", h.id().value())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        });
    }

    @RepeatedTest(5)
    void anAnswerDuringTheSweepIsNeverLost() throws InterruptedException {
        Handover sent = a.sentToJobcenter(DUE);
        clock.setTo("2026-10-01");
        List<Object> results = atOnce(List.of(
                () -> sweep.run(),
                () -> Acting.as("jobcenter", () -> management.answer(sent.id(), Answer.accepted()))));
        Handover now = handovers.get(sent.id());
        if (results.get(1) instanceof Handover) {
            assertThat(now.state()).isEqualTo(HandoverState.ACCEPTED);
        } else {
            // The clock was quicker between reading and writing: the office is told and asks again.
            assertThat(results.get(1)).isInstanceOf(Refused.class);
            assertThat(now.state()).isEqualTo(HandoverState.SENT);
        }
    }

    @Test
    void theSameMessageFiveTimesChangesTheHandoverOnce() throws InterruptedException {
        Handover sent = a.sentToJobcenter(DUE);
        List<Object> results = atOnce(IntStream.range(0, 5)
                .mapToObj(i -> (Callable<Handover>)
                        () -> Acting.as("jobcenter", () -> management.answer(sent.id(), Answer.accepted())))
                .toList());
        assertThat(results).filteredOn(Handover.class::isInstance).hasSize(1);
        assertThat(handovers.events(sent.id())).hasSize(4);
    }

    @Test
    void theSameKeyAtOnceMakesOneHandover() throws InterruptedException {
        CaseId caseId = a.caseInSiegburg();
        HandoverPlan plan = HandoverFixture.plan(caseId, "H1", "JC-SIE", DUE);
        atOnce(List.of(() -> management.prepare(plan), () -> management.prepare(plan)));
        assertThat(handovers.ofCase(caseId)).hasSize(1);
    }
}
