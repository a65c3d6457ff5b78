package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.escalation.Meetings.Attendance;
import org.kimlotse.shared.Refused;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class MeetingTest {

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
    void hasNoQuorumWithEightSeatsAndOneWithNine() {
        Bottleneck.Id id = given.onTodaysAgenda(step);
        assertThat(meetings.hold(id, given.first(8), "koordination").reached()).isFalse();
        assertThat(status(id)).isEqualTo(Bottleneck.Status.RELEASED);

        given.putOnTodaysAgenda(id);
        assertThat(meetings.hold(id, given.first(9), "koordination").reached()).isTrue();
        assertThat(status(id)).isEqualTo(Bottleneck.Status.IN_MEETING);
        assertThat(bottlenecks.get(id).agendaRound()).isEqualTo(2);
    }

    @Test
    void hasNoQuorumWithoutTheChairsSeat() {
        Bottleneck.Id id = given.onTodaysAgenda(step);
        Map<String, Attendance> all = given.first(16);
        all.remove("sozialdezernat");
        Meetings.Quorum quorum = meetings.hold(id, all, "koordination");
        assertThat(quorum.reached()).isFalse();
        assertThat(quorum.text()).contains("15 von 16").contains("Vorsitz");
    }

    @Test
    void keepsTheNoticePeriodOrSaysThatItDoesNot() {
        LocalDate today = LocalDate.of(2026, 10, 20);
        assertThat(meetings.noticeWarning(today.plusDays(14))).isEmpty();
        assertThat(meetings.noticeWarning(today.plusDays(13)).orElseThrow())
                .contains("14 Kalendertagen")
                .contains("03.11.2026")
                .contains("Zulässig nur als Eilfall");
        assertThat(meetings.noticeWarning(today.plusDays(2)).orElseThrow()).contains("Auch die Frist für Eilfälle");
        Bottleneck.Id id = given.released(step);
        assertThat(meetings.putOnAgenda(id, today.plusDays(14), "Beratung", "koordination")
                        .shortNotice())
                .isFalse();
    }

    @Test
    void canNotBeInThePastNorBeHeldBeforeItsDay() {
        Bottleneck.Id id = given.released(step);
        assertThatThrownBy(() -> meetings.putOnAgenda(id, LocalDate.of(2026, 10, 19), "Beratung", "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Vergangenheit");
        meetings.putOnAgenda(id, LocalDate.of(2026, 11, 20), "Beratung", "koordination");
        assertThatThrownBy(() -> meetings.hold(id, given.first(16), "koordination"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("20.11.2026");
    }

    @Test
    void canBeHeldOnlyOnceByTwoPeopleAtOnce() {
        Bottleneck.Id id = given.inMeeting(step, 10);
        assertThatThrownBy(() -> meetings.hold(id, given.first(16), "koordination2"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("inzwischen weiter");
    }
}
