package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RulesOfProcedureTest {

    private static final RulesOfProcedure RULES =
            new RulesOfProcedure(LocalDate.of(2021, 9, 14), 14, 3, 50, true, 10, 10, 90, 5, 25, "Test");

    @Test
    void eightOfSixteenSeatsAreNoQuorumNineAre() {
        assertThat(RULES.quorate(16, 8, true)).isFalse();
        assertThat(RULES.quorate(16, 9, true)).isTrue();
        assertThat(RULES.quorum(16)).isEqualTo(9);
    }

    @Test
    void anOddNumberOfSeatsNeedsTheLargerHalf() {
        assertThat(RULES.quorate(15, 7, true)).isFalse();
        assertThat(RULES.quorate(15, 8, true)).isTrue();
        assertThat(RULES.quorum(15)).isEqualTo(8);
    }

    @Test
    void withoutTheChairThereIsNoQuorumHoweverManyCame() {
        assertThat(RULES.quorate(16, 15, false)).isFalse();
    }

    @Test
    void theNoticePeriodCountsCalendarDaysTheUrgentOneArbeitstage() {
        LocalDate thursdayBeforeChristmas = LocalDate.of(2026, 12, 24);
        assertThat(RULES.earliestMeeting(thursdayBeforeChristmas)).isEqualTo("2027-01-07");
        assertThat(RULES.earliestUrgentMeeting(thursdayBeforeChristmas)).isEqualTo("2026-12-30");
    }

    @Test
    void aTieIsNotAdopted() {
        assertThat(new Resolution.Votes(5, 5, 2).adopts()).isFalse();
        assertThat(new Resolution.Votes(0, 0, 9).adopts()).isFalse();
        assertThat(new Resolution.Votes(5, 4, 3).adopts()).isTrue();
    }
}
