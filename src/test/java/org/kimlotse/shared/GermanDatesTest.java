package org.kimlotse.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GermanDatesTest {

    @Test
    void takesTheDayInGermanyNotInUtc() {
        assertThat(GermanDates.dayOf(Instant.parse("2026-09-30T22:30:00Z"))).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(GermanDates.dayOf(Instant.parse("2026-12-31T23:30:00Z"))).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void writesDaysAndTimesAsGermansDo() {
        assertThat(GermanDates.day(LocalDate.of(2026, 9, 5))).isEqualTo("05.09.2026");
        assertThat(GermanDates.time(Instant.parse("2026-09-15T08:42:00Z"))).isEqualTo("15.09.2026, 10:42 Uhr");
    }
}
