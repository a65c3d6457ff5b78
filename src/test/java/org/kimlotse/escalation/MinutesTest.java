package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class MinutesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

    @Autowired
    TestClock clock;

    @Autowired
    HandedOver handedOver;

    @Autowired
    OpenBottleneck given;

    @Autowired
    SeatPositions positions;

    @Autowired
    Bottlenecks bottlenecks;

    @Autowired
    Minutes minutes;

    @BeforeEach
    void theDayOfTheMeeting() {
        clock.setTo(DAY);
    }

    @Test
    void showWhoCameWhatWasDecidedEachSeatsViewAndTheMeasures() {
        Bottleneck.Id id = given.resolved(handedOver.aStep());
        String number = bottlenecks.get(id).number();
        positions.state(id, "jobcenter", SeatPosition.Kind.AGREE, "", true, "koordination");
        positions.state(
                id, "jobcenter", SeatPosition.Kind.DIVERGENT, "Das sehen wir anders.", false, "jobcenter-leitung");
        given.allMeasuresDone(id);

        Minutes.Meeting meeting = minutes.of(DAY).orElseThrow();
        assertThat(minutes.days()).contains(DAY);
        assertThat(meeting.draftUntil()).isEqualTo("2026-03-24");
        Minutes.Item item = meeting.items().stream()
                .filter(i -> i.bottleneckNumber().equals(number))
                .findFirst()
                .orElseThrow();
        assertThat(item.quorum()).contains("beschlussfähig").contains("Ladungsfrist war nicht gewahrt");
        assertThat(item.attendance()).hasSize(16);
        Minutes.Decision decision = item.decision();
        assertThat(decision).isNotNull();
        assertThat(decision.result()).startsWith("angenommen (14 dafür, 1 dagegen");
        assertThat(decision.views()).singleElement().satisfies(view -> {
            assertThat(view.seat().institution()).isEqualTo("jobcenter rhein-sieg");
            assertThat(view.position().body()).isEqualTo("Das sehen wir anders.");
            assertThat(view.position().source().label()).isEqualTo("vom Sitz eingetragen");
            assertThat(view.earlierVersions())
                    .singleElement()
                    .satisfies(v -> assertThat(v.source().label()).isEqualTo("laut Protokoll"));
        });
        assertThat(decision.measures()).singleElement().satisfies(m -> {
            assertThat(m.owner()).isEqualTo("Geschäftsführung Jobcenter, jobcenter rhein-sieg");
            assertThat(m.state()).isEqualTo("umgesetzt am 10.03.2026");
        });
    }

    @Test
    void ofADayWithoutAMeetingThereAreNone() {
        assertThat(minutes.of(LocalDate.of(2019, 1, 1))).isEmpty();
    }
}
