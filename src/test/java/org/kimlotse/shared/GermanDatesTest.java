package org.kimlotse.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GermanDatesTest {

    @Test
    void takesTheDayInGermanyNotInUtc() {
        assertThat(GermanDates.day(Instant.parse("2026-09-30T22:30:00Z"))).isEqualTo("01.10.2026");
        assertThat(GermanDates.day(Instant.parse("2026-12-31T23:30:00Z"))).isEqualTo("01.01.2027");
    }

    @Test
    void writesADeadlineWithItsWeekdayAsTheTaskListDoes() {
        assertThat(GermanDates.day(LocalDate.parse("2026-09-05"))).isEqualTo("05.09.2026");
        assertThat(GermanDates.weekday(LocalDate.parse("2026-09-15"))).isEqualTo("Di, 15.09.2026");
        assertThat(GermanDates.weekday(LocalDate.parse("2026-11-22"))).isEqualTo("So, 22.11.2026");
    }

    @Test
    void writesTimesAsGermansDo() {
        assertThat(GermanDates.time(Instant.parse("2026-09-15T08:42:00Z"))).isEqualTo("15.09.2026, 10:42 Uhr");
    }
}
