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
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** Handovers of one step to one office, as they were in the past; every test has its own step. */
@Component
class HandedOver {

    private static final AtomicInteger STEPS = new AtomicInteger();
    private static final AtomicInteger CASES = new AtomicInteger(50_000);

    private final CaseOpening cases;

    HandedOver(CaseOpening cases) {
        this.cases = cases;
    }

    final class Step {
        final String office = "JC-SIE";
        final String hop = "T" + STEPS.incrementAndGet();

        /** Sent ten days before, due three days before the miss. */
        CaseId missedOn(String day) {
            return missed(newCase(), LocalDate.parse(day));
        }

        CaseId missed(CaseId caseId, LocalDate day) {
            row(caseId, day.minusDays(10), day.minusDays(3), day, null);
            return caseId;
        }

        CaseId answered(String due, int waitedDays) {
            return answered(newCase(), due, waitedDays);
        }

        CaseId answered(CaseId caseId, String due, int waitedDays) {
            LocalDate day = LocalDate.parse(due);
            LocalDate started = day.minusDays(7);
            row(caseId, started, day, null, started.plusDays(waitedDays));
            return caseId;
        }

        void row(
                CaseId caseId,
                LocalDate started,
                LocalDate due,
                @Nullable LocalDate missedOn,
                @Nullable LocalDate answered) {
            TemporaryBeans.ROWS.add(new Object[] {
                office, hop, new StepHistory.Passing(UUID.randomUUID(), caseId, started, due, missedOn, answered)
            });
        }
    }

    Step aStep() {
        return new Step();
    }

    static CaseId newCase() {
        return CaseId.of(2025, CASES.incrementAndGet());
    }

    /** A real case in Siegburg. */
    CaseId caseOf(String given, String family, String born) {
        NewCase person = People.someone(given, family, born);
        Opening opening = opening(person);
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).caseId();
    }

    private Opening opening(NewCase p) {
        return cases.open(new NewCase(
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
    }
}
