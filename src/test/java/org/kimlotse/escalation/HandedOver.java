package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.People;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.SqlTypes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Handovers of the past, as their tables tell them: nobody could wait months for them in a test. Every test has a step of
 * its own, so that they do not count each other's.
 */
@Component
class HandedOver {

    private static final AtomicInteger STEPS = new AtomicInteger();
    private static final AtomicInteger CASES = new AtomicInteger(50_000);

    private final CaseOpening cases;
    private final JdbcClient jdbc;

    HandedOver(CaseOpening cases, JdbcClient jdbc) {
        this.cases = cases;
        this.jdbc = jdbc;
    }

    Step aStep() {
        return new Step("JC-SIE");
    }

    Step aStepOf(String office) {
        return new Step(office);
    }

    static CaseId newCase() {
        return CaseId.of(2025, CASES.incrementAndGet());
    }

    /** A real case in Siegburg. */
    CaseId caseOf(String given, String family, String born) {
        NewCase p = People.someone(given, family, born);
        Opening opening = cases.open(new NewCase(
                p.clientToken(),
                p.givenName(),
                p.familyName(),
                p.birthDate(),
                p.birthDateUncertain(),
                p.municipality(),
                p.language(),
                p.interpreterNeeded(),
                p.phone(),
                "fallmanagement",
                true));
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).caseId();
    }

    final class Step {

        final String office;
        final String hop = "T" + STEPS.incrementAndGet();

        Step(String office) {
            this.office = office;
        }

        /** Sent ten days before, due three days before, still without an answer. */
        CaseId missedOn(String day) {
            return missedOn(newCase(), day);
        }

        CaseId missedOn(CaseId caseId, String day) {
            LocalDate missed = LocalDate.parse(day);
            row(caseId, "JC-SIE", missed.minusDays(10), missed.minusDays(3), missed, null);
            return caseId;
        }

        /** Sent seven days before it was due and accepted after so many days. */
        CaseId answered(String due, int waitedDays) {
            return answered(newCase(), due, waitedDays);
        }

        CaseId answered(CaseId caseId, String due, int waitedDays) {
            LocalDate started = LocalDate.parse(due).minusDays(7);
            row(caseId, "JC-SIE", started, LocalDate.parse(due), null, started.plusDays(waitedDays));
            return caseId;
        }

        private void row(
                CaseId caseId,
                String receiver,
                LocalDate started,
                LocalDate due,
                @Nullable LocalDate missedOn,
                @Nullable LocalDate answered) {
            UUID id = UUID.randomUUID();
            jdbc.sql(
                            """
                            insert into handovers (id, idempotency_key, case_number, hop, purpose, title, reason,
                                outcome_hint, giver_kind, giver_ref, receiver_office, owner_kind, owner_ref, state,
                                state_since, attempt, due_on, due_reason, data_categories, transfer_ground, own_step,
                                sent_at, accepted_at, version, created_at, created_by, updated_at)
                            values (:id, :key, :case, :hop, 'BENEFIT_TRANSITION', 'Schritt', 'Grund', 'Hinweis', 'CASE',
                                :case, :receiver, 'CASE', :case, :state, :started, 1, :due, 'Frist', '', 'CONSENT', false,
                                :started, :answered, 1, :started, 'fallmanagement', :started)
                            """)
                    .param("id", id)
                    .param("key", id.toString())
                    .param("case", caseId.number())
                    .param("hop", hop)
                    .param("receiver", receiver)
                    .param("state", answered == null ? "SENT" : "ACCEPTED")
                    .param("started", at(started))
                    .param("due", due)
                    .param("answered", answered == null ? null : at(answered))
                    .update();
            if (missedOn != null) {
                jdbc.sql(
                                """
                                insert into missed_handovers (handover_id, ladder_round, case_number, hop, office,
                                    missed_kind, missed_on, rule_id, reason, rule_set_version, noticed_at)
                                values (:id, 1, :case, :hop, :office, 'SENT_NO_ACKNOWLEDGEMENT', :on, 'test', 'Grund',
                                    '0', :at)
                                """)
                        .param("id", id)
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
