package org.kimlotse.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class SeatsTest {

    @Autowired
    Seats seats;

    @Test
    void hasTheSixteenVotingSeatsOfTheSeedFourOfThemForTheMunicipalities() {
        List<Seat> all = seats.on(LocalDate.of(2026, 10, 20));
        assertThat(all).hasSize(16).allMatch(s -> s.voting() == Seat.Voting.MEMBER);
        assertThat(all).filteredOn(s -> s.code().startsWith("kommunen-")).hasSize(4);
        assertThat(all).filteredOn(Seat::chair).extracting(Seat::code).containsExactly("sozialdezernat");
    }

    @Test
    void aNewHolderHasTheSeatFromThatDayOnAndNotBefore() {
        LocalDate change = LocalDate.of(2026, 11, 1);
        seats.assign("troisdorf", "neu", "vertretung-neu", change);
        assertThat(seats.find("troisdorf", change.minusDays(1)).orElseThrow().users())
                .isEmpty();
        assertThat(seats.find("troisdorf", change).orElseThrow().users())
                .containsExactlyInAnyOrder("neu", "vertretung-neu");
        assertThat(seats.on(change)).hasSize(16);
    }
}
