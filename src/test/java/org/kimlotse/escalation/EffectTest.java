package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.Acting;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.handover.HandoverFixture;
import org.kimlotse.handover.HandoverId;
import org.kimlotse.handover.HandoverManagement;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class EffectTest {

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    OpenBottleneck given;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    Meetings meetings;

    @Autowired
    Effects effects;

    @Autowired
    EscalationTrail trail;

    @Autowired
    SteeringTexts texts;

    @Autowired
    HandoverFixture handovers;

    @Autowired
    HandoverManagement management;

    @Autowired
    Handovers register;

    HandedOver.Step step;

    @BeforeEach
    void aStepOfItsOwn() {
        clock.setTo("2026-10-20");
        step = handedOver.aStep();
    }

    private Bottleneck.Status status(Bottleneck.Id id) {
        return bottlenecks.get(id).status();
    }

    /** Seven cases before, of which six were missed, and the given ones afterwards. */
    private Bottleneck.Id observed(int missedAfter, int keptAfter) {
        for (int day = 1; day <= 6; day++) {
            step.missedOn("2026-10-0" + day);
        }
        Bottleneck.Id id = given.resolved(step);
        clock.setTo("2026-11-20");
        given.allMeasuresDone(id);
        assertThat(effects.observationEnd(id)).isEqualTo("2027-02-18");
        for (int i = 0; i < missedAfter; i++) {
            step.missedOn("2026-12-1" + i);
        }
        for (int i = 0; i < keptAfter; i++) {
            step.answered("2027-01-1" + i, 3);
        }
        clock.setTo("2027-02-19");
        return id;
    }

    @Test
    void isMeasuredOverTwoPeriodsOfTheSameLength() {
        Bottleneck.Id id = observed(0, 6);
        assertThat(effects.compute(id)).isEqualTo(Effect.EFFECTIVE);
        Effect.Assessment assessment = effects.latest(id).orElseThrow();
        assertThat(assessment.before().days()).isEqualTo(90);
        assertThat(assessment.after().days()).isEqualTo(90);
        assertThat(assessment.before().to()).isEqualTo("2026-10-20");
        assertThat(assessment.after().from()).isEqualTo("2026-11-21");
        assertThat(texts.effect(assessment)).contains("keine von 6 Übergaben").contains("Definition");
    }

    @Test
    void underFiveCasesIsNotAssessableAndNeedsAReasonEitherWay() {
        Bottleneck.Id id = observed(0, 4);
        assertThat(effects.compute(id)).isEqualTo(Effect.NOT_ASSESSABLE);
        for (boolean back : List.of(true, false)) {
            assertThatThrownBy(() -> effects.assess(id, back, "", "koordination"))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("nicht beurteilbar");
        }
        effects.assess(id, false, "Die Stelle arbeitet jetzt mit fester Ansprechperson.", "koordination");
    }

    @Test
    void notEffectivePutsTheBottleneckBackOnTheAgendaBecauseTheDataSaySo() {
        Bottleneck.Id id = observed(5, 1);
        assertThat(effects.compute(id)).isEqualTo(Effect.NOT_EFFECTIVE);
        assertThatThrownBy(() -> effects.assess(id, false, "", "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("weicht von den Zahlen ab");
        effects.assess(id, true, "", "koordination");
        assertThat(status(id)).isEqualTo(Bottleneck.Status.RELEASED);
        assertThat(trail.of(id)).extracting(EscalationTrail.Event::kind).contains(EscalationTrail.Kind.BACK_ON_AGENDA);
    }

    @Test
    void ofTheSecondRoundIsComparedWithTheFirstRoundsResult() {
        Bottleneck.Id id = observed(5, 1);
        effects.compute(id);
        effects.assess(id, true, "", "koordination");
        given.putOnTodaysAgenda(id);
        meetings.hold(id, given.first(16), "koordination");
        given.resolve(id);
        given.allMeasuresDone(id);
        for (int i = 0; i < 6; i++) {
            step.answered("2027-04-1" + i, 3);
        }
        clock.setTo(effects.observationEnd(id).plusDays(1));
        assertThat(effects.compute(id)).isEqualTo(Effect.EFFECTIVE);
        assertThat(effects.latest(id).orElseThrow().before().from()).isEqualTo("2026-11-21");
        effects.assess(id, false, "", "koordination");
        effects.close(id);
        assertThat(bottlenecks.get(id).open()).isFalse();
    }

    @Test
    void computedTwiceIsComputedOnce() {
        Bottleneck.Id id = observed(0, 6);
        effects.compute(id);
        Effect.Assessment first = effects.latest(id).orElseThrow();
        effects.compute(id);
        assertThat(effects.latest(id)).contains(first);
    }

    @Test
    void anOfficeIsMeasuredByWhatItReceivedOnly() {
        LocalDate due = LocalDate.of(2026, 10, 12);
        CaseId received = step.answered("2026-10-12", 3);
        handovers.begun(step.nextCase(), step.hop, "JC-SIE", due);
        HandoverId selfService =
                handovers.begun(step.nextCase(), step.hop, "JC-SIE", due).id();
        CaseId takenBack = step.answered("2026-10-12", 3);
        HandoverId wrong = register.ofCase(takenBack).stream()
                .filter(h -> h.hop().equals(step.hop))
                .findFirst()
                .orElseThrow()
                .id();
        Acting.as("fallmanagement", () -> {
            management.handToPerson(selfService);
            management.withdraw(wrong, "An die falsche Stelle gegangen.");
        });

        assertThat(register.dueIn("JC-SIE", step.hop, due.minusDays(5), due.plusDays(5)))
                .extracting(Handovers.Passing::caseId)
                .containsExactly(received);
        assertThat(register.dueIn("KIM-SIE", step.hop, due.minusDays(5), due.plusDays(5)))
                .hasSize(4);
    }

    @Test
    void theDefinitionStandsBesideTheFigures() {
        Bottleneck.Id id = observed(0, 6);
        effects.compute(id);
        assertThat(texts.effect(effects.latest(id).orElseThrow()))
                .contains("die diese Stelle erhalten hat")
                .contains("ohne zurückgenommene")
                .contains("vom Senden bis zur Antwort");
    }
}
