package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.escalation.SeatPosition.Kind;
import org.kimlotse.escalation.SeatPosition.Source;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class SeatPositionTest {

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    OpenBottleneck given;

    @Autowired
    Resolutions resolutions;

    @Autowired
    SeatPositions positions;

    @Autowired
    EscalationTrail trail;

    HandedOver.Step step;

    @BeforeEach
    void aStepOfItsOwn() {
        clock.setTo("2026-10-20");
        step = handedOver.aStep();
    }

    @Test
    void isEnteredByItsHolderAndKeptThroughCorrections() {
        Bottleneck.Id id = given.resolved(step);
        positions.state(id, "jobcenter", Kind.DIVERGENT, "Nicht ohne mehr Personal.", false, "jobcenter-leitung");
        positions.state(id, "jobcenter", Kind.AGREE, "", false, "jobcenter-leitung");

        UUID resolution = resolutions.requireLatest(id).id();
        assertThat(positions.versions(resolution, "jobcenter"))
                .extracting(SeatPosition::kind)
                .containsExactly(Kind.DIVERGENT, Kind.AGREE);
        assertThat(positions.versions(resolution, "jobcenter").get(0).body()).isEqualTo("Nicht ohne mehr Personal.");
        assertThat(positions.current(resolutions.requireLatest(id)).values())
                .singleElement()
                .satisfies(p -> assertThat(p.version()).isEqualTo(2));
        assertThat(trail.of(id))
                .extracting(EscalationTrail.Event::kind)
                .contains(EscalationTrail.Kind.POSITION_STATED, EscalationTrail.Kind.POSITION_CORRECTED);
    }

    @Test
    void canNotBeEnteredByAnotherSeat() {
        Bottleneck.Id id = given.resolved(step);
        for (String other : List.of("sozialdezernat", "fallmanagement", "admin")) {
            for (boolean fromMinutes : List.of(true, false)) {
                assertThatThrownBy(() -> positions.state(id, "jobcenter", Kind.AGREE, "", fromMinutes, other))
                        .isInstanceOf(Refused.class)
                        .hasMessageContaining("trägt der Sitz selbst oder seine Stellvertretung ein");
            }
        }
    }

    @Test
    void isEnteredByCoordinationOnlyFromTheMinutesAndIsMarkedSo() {
        Bottleneck.Id id = given.resolved(step);
        assertThatThrownBy(() -> positions.state(id, "jugendamt", Kind.AGREE, "", false, "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("laut Protokoll");
        SeatPosition position = positions.state(id, "jugendamt", Kind.AGREE, "", true, "koordination");
        assertThat(position.source()).isEqualTo(Source.MINUTES);
    }

    @Test
    void canNotBeChangedByCoordinationOnceTheSeatHasSpoken() {
        Bottleneck.Id id = given.resolved(step);
        positions.state(id, "jobcenter", Kind.AGREE, "", true, "koordination");
        positions.state(id, "jobcenter", Kind.DIVERGENT, "Das sehen wir anders.", false, "jobcenter-leitung");
        assertThatThrownBy(() -> positions.state(id, "jobcenter", Kind.AGREE, "", true, "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("selbst eingetragen");
    }

    @Test
    void divergingNeedsWords() {
        Bottleneck.Id id = given.resolved(step);
        assertThatThrownBy(() -> positions.state(id, "jobcenter", Kind.DIVERGENT, " ", false, "jobcenter-leitung"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("abweichende Sicht");
    }
}
