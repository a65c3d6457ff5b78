package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kimlotse.Acting;
import org.kimlotse.TestClock;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.handover.Handover;
import org.kimlotse.handover.HandoverFixture;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.SqlTypes;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Handovers of the past. They are made and sent by the product itself and then moved back in time, because nobody can wait
 * months for them in a test; their trail and owners stay as the product wrote them. Every test has a step of its own, so that
 * tests do not count each other's; cases are used again for other steps.
 */
@TestComponent
public class HandedOver {

    private static final AtomicInteger STEPS = new AtomicInteger();

    private final CaseOpening opening;
    private final HandoverFixture handovers;
    private final HandoverManagement management;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final List<CaseId> cases = new ArrayList<>();

    HandedOver(
            CaseOpening opening,
            HandoverFixture handovers,
            HandoverManagement management,
            JdbcClient jdbc,
            TestClock clock) {
        this.opening = opening;
        this.handovers = handovers;
        this.management = management;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All consents and sendings are of one day, whatever day it is in the test: so every consent covers every sending. */
    private <T> T longAgo(Callable<T> work) {
        Instant now = clock.instant();
        clock.setTo("2026-01-05");
        try {
            return Acting.as("fallmanagement", work);
        } finally {
            clock.set(now);
        }
    }

    Step aStep() {
        return new Step("JC-SIE");
    }

    /** A step that this office drops; it is handed over to the Jobcenter all the same. */
    Step aStepDroppedBy(String office) {
        return new Step(office);
    }

    /** A real case in Siegburg. */
    CaseId caseOf(String given, String family, String born) {
        NewCase p = People.someone(given, family, born);
        return longAgo(() -> {
            Opening opened = opening.open(p.despiteDuplicate());
            assertThat(opened).isInstanceOf(Opening.Opened.class);
            CaseId caseId = ((Opening.Opened) opened).caseId();
            handovers.consentTo(caseId, "JC-SIE");
            return caseId;
        });
    }

    final class Step {

        final String office;
        final String hop = "T" + STEPS.incrementAndGet();
        private int used;

        private Step(String office) {
            this.office = office;
        }

        /** A case that did not have this step yet. */
        CaseId nextCase() {
            if (used == cases.size()) {
                cases.add(longAgo(() -> {
                    CaseId caseId = handovers.caseInSiegburg();
                    handovers.consentTo(caseId, "JC-SIE");
                    return caseId;
                }));
            }
            return cases.get(used++);
        }

        /** Sent ten days before, due three days before, still without an answer. */
        CaseId missedOn(String day) {
            CaseId caseId = nextCase();
            LocalDate missed = LocalDate.parse(day);
            handOver(caseId, missed.minusDays(10), missed.minusDays(3), missed, null);
            return caseId;
        }

        /** Sent seven days before it was due and accepted after so many days. */
        CaseId answered(String due, int waitedDays) {
            return answered(nextCase(), due, waitedDays);
        }

        CaseId answered(CaseId caseId, String due, int waitedDays) {
            LocalDate started = LocalDate.parse(due).minusDays(7);
            handOver(caseId, started, LocalDate.parse(due), null, started.plusDays(waitedDays));
            return caseId;
        }

        private void handOver(
                CaseId caseId,
                LocalDate started,
                LocalDate due,
                @Nullable LocalDate missedOn,
                @Nullable LocalDate answered) {
            Handover sent = longAgo(() ->
                    management.send(handovers.begun(caseId, hop, "JC-SIE", due).id()));
            jdbc.sql(
                            """
                            update handovers set created_at = :started, sent_at = :started, accepted_at = :answered,
                                ladder_round = :round, next_check_at = :never
                            where id = :id
                            """)
                    .param("started", at(started))
                    .param("answered", answered == null ? null : at(answered))
                    .param("round", missedOn == null ? 0 : 1)
                    .param("never", at(LocalDate.of(2199, 1, 1)))
                    .param("id", sent.id().value())
                    .update();
            if (missedOn != null) {
                jdbc.sql(
                                """
                                insert into missed_handovers (handover_id, ladder_round, case_number, hop, office,
                                    missed_kind, missed_on, rule_id, reason, rule_set_version, noticed_at)
                                values (:id, 1, :case, :hop, :office, 'SENT_NO_ACKNOWLEDGEMENT', :on, 'test', 'Grund',
                                    '0', :at)
                                """)
                        .param("id", sent.id().value())
                        .param("case", caseId.number())
                        .param("hop", hop)
                        .param("office", office)
                        .param("on", missedOn)
                        .param("at", at(missedOn))
                        .update();
            }
        }
    }

    private static Object at(LocalDate day) {
        return SqlTypes.timestamp(BusinessCalendar.startOf(day).plusSeconds(36_000));
    }
}
