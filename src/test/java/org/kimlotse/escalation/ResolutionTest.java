package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.escalation.Resolution.Votes;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class ResolutionTest {

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    OpenBottleneck given;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    Resolutions resolutions;

    @Autowired
    EscalationTrail trail;

    HandedOver.Step step;

    @BeforeEach
    void aStepOfItsOwn() {
        clock.setTo("2026-10-20");
        step = handedOver.aStep();
    }

    private Bottleneck.Status status(Bottleneck.Id id) {
        return bottlenecks.get(id).status();
    }

    @Test
    void onATieIsNotAdoptedAndTheBottleneckWaitsForAnotherAgenda() {
        Bottleneck.Id id = given.inMeeting(step, 10);
        assertThatThrownBy(() -> resolutions.record(
                        id, "Beschluss", new Votes(5, 5, 0), true, given.oneMeasure(), "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Bei Stimmengleichheit ist der Beschluss nicht gefasst.");

        Resolution resolution =
                resolutions.record(id, "Beschluss", new Votes(5, 5, 0), false, List.of(), "koordination");
        assertThat(resolution.adopted()).isFalse();
        assertThat(status(id)).isEqualTo(Bottleneck.Status.RELEASED);
    }

    @Test
    void hasNoMoreVotesThanVotingSeatsThatTookPart() {
        Bottleneck.Id id = given.inMeeting(step, 10);
        assertThatThrownBy(() -> resolutions.record(
                        id, "Beschluss", new Votes(9, 1, 1), true, given.oneMeasure(), "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("11 Stimmen")
                .hasMessageContaining("nur 10");
    }

    @Test
    void withoutAVoteAgainstItIsByConsensus() {
        Bottleneck.Id id = given.inMeeting(step, 10);
        Resolution resolution =
                resolutions.record(id, "Beschluss", new Votes(9, 0, 1), true, given.oneMeasure(), "koordination");
        assertThat(resolution.consensus()).isTrue();
        assertThat(resolution.resultText())
                .isEqualTo("angenommen (9 dafür, 0 dagegen, 1 Enthaltungen, einvernehmlich)");
    }

    @Test
    void needsAMeasureWithAnOwnerAndADayThatIsNotOver() {
        Bottleneck.Id id = given.inMeeting(step, 10);
        assertThatThrownBy(
                        () -> resolutions.record(id, "Beschluss", new Votes(9, 0, 1), true, List.of(), "koordination"))
                .hasMessageContaining("mindestens eine Maßnahme");
        Measure.Draft late = new Measure.Draft(
                "Etwas", new Measure.Owner(Measure.Owner.Kind.OFFICE, "JC-SIE"), LocalDate.of(2026, 10, 19));
        assertThatThrownBy(() ->
                        resolutions.record(id, "Beschluss", new Votes(9, 0, 1), true, List.of(late), "koordination"))
                .hasMessageContaining("Maßnahme 1: Die Frist liegt in der Vergangenheit.");
        assertThat(resolutions.latest(id)).isEmpty();
    }

    @Test
    void aMeasureIsReportedOnce() {
        Bottleneck.Id id = given.resolved(step);
        given.allMeasuresDone(id);
        UUID measure =
                resolutions.measures(resolutions.requireLatest(id).id()).get(0).id();
        assertThatThrownBy(() -> resolutions.report(measure, false, "Doch nicht.", "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("schon gemeldet");
    }

    @Test
    void theTrailTellsTheWholeStoryWithoutFreeText() {
        Bottleneck.Id id = given.resolved(step);
        assertThat(trail.of(id))
                .extracting(EscalationTrail.Event::kind)
                .containsExactly(
                        EscalationTrail.Kind.OPENED,
                        EscalationTrail.Kind.DOSSIER_WRITTEN,
                        EscalationTrail.Kind.DOSSIER_RELEASED,
                        EscalationTrail.Kind.DOSSIER_RELEASED,
                        EscalationTrail.Kind.PUT_ON_AGENDA,
                        EscalationTrail.Kind.MEETING_HELD,
                        EscalationTrail.Kind.RESOLVED);
        assertThat(trail.of(id)).noneMatch(e -> e.detail().contains(OpenBottleneck.PLAIN));
        assertThat(Set.of("fallmanagement", "koordination", "koordination2"))
                .containsAll(
                        trail.of(id).stream().map(EscalationTrail.Event::actor).toList());
    }
}
