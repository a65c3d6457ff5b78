package org.kimlotse.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kimlotse.shared.BusinessCalendar.ageOn;
import static org.kimlotse.shared.BusinessCalendar.arbeitstageBetween;
import static org.kimlotse.shared.BusinessCalendar.completesAge;
import static org.kimlotse.shared.BusinessCalendar.completesYearOfLife;
import static org.kimlotse.shared.BusinessCalendar.dayOf;
import static org.kimlotse.shared.BusinessCalendar.endOf;
import static org.kimlotse.shared.BusinessCalendar.eom;
import static org.kimlotse.shared.BusinessCalendar.firstOfNextMonth;
import static org.kimlotse.shared.BusinessCalendar.holidays;
import static org.kimlotse.shared.BusinessCalendar.isArbeitstag;
import static org.kimlotse.shared.BusinessCalendar.isWerktag;
import static org.kimlotse.shared.BusinessCalendar.minusArbeitstage;
import static org.kimlotse.shared.BusinessCalendar.plusArbeitstage;
import static org.kimlotse.shared.BusinessCalendar.plusMonths;
import static org.kimlotse.shared.BusinessCalendar.plusWerktage;
import static org.kimlotse.shared.BusinessCalendar.plusYears;
import static org.kimlotse.shared.BusinessCalendar.rollForward;
import static org.kimlotse.shared.BusinessCalendar.startOf;
import static org.kimlotse.shared.BusinessCalendar.today;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static LocalDate[] days(String... iso) {
        return Arrays.stream(iso).map(LocalDate::parse).toArray(LocalDate[]::new);
    }

    @Test
    void knowsTheElevenHolidaysOfNorthRhineWestphalia() {
        assertThat(holidays(2026))
                .containsExactlyInAnyOrder(days(
                        "2026-01-01",
                        "2026-04-03",
                        "2026-04-06",
                        "2026-05-01",
                        "2026-05-14",
                        "2026-05-25",
                        "2026-06-04",
                        "2026-10-03",
                        "2026-11-01",
                        "2026-12-25",
                        "2026-12-26"));
    }

    @Test
    void knowsHolidaysOfAnyYear() {
        assertThat(holidays(2024)).contains(days("2024-03-29", "2024-04-01", "2024-05-09", "2024-05-20", "2024-05-30"));
        assertThat(holidays(2031)).contains(days("2031-04-11", "2031-04-14", "2031-05-22", "2031-06-02", "2031-06-12"));
        assertThat(holidays(2017)).contains(day("2017-10-31"));
        assertThat(holidays(2027)).doesNotContain(days("2027-10-31", "2027-01-06", "2027-08-15"));
    }

    @Test
    void easterSundayIsNoHolidayButNoWorkingDayEither() {
        assertThat(holidays(2026)).doesNotContain(day("2026-04-05"));
        assertThat(isWerktag(day("2026-04-05"))).isFalse();
    }

    @Test
    void saturdayIsAWerktagButNoArbeitstag() {
        assertThat(isWerktag(day("2026-05-16"))).isTrue();
        assertThat(isArbeitstag(day("2026-05-16"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-11,2026-02-28,2026-03-01",
        "2028-02-11,2028-02-29,2028-03-01",
        "2026-03-31,2026-03-31,2026-04-01",
        "2026-12-31,2026-12-31,2027-01-01",
        "2026-12-01,2026-12-31,2027-01-01"
    })
    void monthEndsFollowTheRealCalendar(LocalDate day, LocalDate end, LocalDate next) {
        assertThat(eom(day)).isEqualTo(end);
        assertThat(firstOfNextMonth(day)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        // the personas' own sums
        "2026-09-02,5,2026-09-09",
        "2026-09-04,10,2026-09-18",
        // Easter, Ascension Day, Christmas and New Year in between
        "2026-04-02,1,2026-04-07",
        "2026-05-13,1,2026-05-15",
        "2026-12-23,3,2026-12-29",
        "2026-12-31,1,2027-01-04",
        "2026-09-15,0,2026-09-15",
        // Karneval is no holiday
        "2026-02-13,1,2026-02-16"
    })
    void countsArbeitstageForward(LocalDate from, int n, LocalDate expected) {
        assertThat(plusArbeitstage(from, n)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30,5,2026-09-23",
        "2026-04-07,1,2026-04-02",
        "2027-01-04,1,2026-12-31",
        "2026-09-15,0,2026-09-15"
    })
    void countsArbeitstageBackward(LocalDate from, int n, LocalDate expected) {
        assertThat(minusArbeitstage(from, n)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-23,2026-09-30,5",
        "2026-09-24,2026-09-30,4",
        "2026-03-31,2026-03-31,0",
        "2026-09-30,2026-09-01,0"
    })
    void countsArbeitstageThatAreLeft(LocalDate after, LocalDate upTo, int expected) {
        assertThat(arbeitstageBetween(after, upTo)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // persona P13: 14 May is a holiday, Saturday 16 May counts, 25 May is a holiday
        "2026-05-11,7,2026-05-20",
        "2026-05-11,14,2026-05-29",
        "2026-05-11,0,2026-05-11"
    })
    void countsWerktage(LocalDate from, int n, LocalDate expected) {
        assertThat(plusWerktage(from, n)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-14,2026-11-16",
        "2026-06-14,2026-06-15",
        "2026-05-14,2026-05-15",
        "2026-10-14,2026-10-14",
        "2026-12-25,2026-12-28",
        "2026-04-03,2026-04-07"
    })
    void rollsTheEndOfAPeriodToTheNextWorkingDay(LocalDate end, LocalDate expected) {
        assertThat(rollForward(end)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29,36,2027-02-28",
        "2026-08-31,6,2027-02-28",
        "2023-08-31,6,2024-02-29",
        "2023-11-20,36,2026-11-20",
        "2026-01-31,1,2026-02-28"
    })
    void aMissingDayBecomesTheLastDayOfTheMonth(LocalDate from, int months, LocalDate expected) {
        assertThat(plusMonths(from, months)).isEqualTo(expected);
    }

    @Test
    void aYearAfterALeapDayEndsOnTheTwentyEighth() {
        assertThat(plusYears(day("2024-02-29"), 1)).isEqualTo(day("2025-02-28"));
        assertThat(plusYears(day("2024-02-29"), 4)).isEqualTo(day("2028-02-29"));
    }

    @ParameterizedTest
    @CsvSource({
        "1999-06-15,27,2026-06-14",
        "1999-06-01,27,2026-05-31",
        "1999-01-01,27,2025-12-31",
        "2008-02-29,18,2026-02-28",
        "2008-02-29,20,2028-02-28",
        "2008-03-01,18,2026-02-28",
        "2008-03-01,20,2028-02-29"
    })
    void aYearOfLifeIsCompletedOnTheDayBeforeTheBirthday(LocalDate birth, int years, LocalDate expected) {
        assertThat(completesYearOfLife(birth, years)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // § 7a SGB II: 65 years and 11 months, 66 years and 2 months
        "1957-05-03,65,11,2023-04-02",
        "1959-01-01,66,2,2025-02-28",
        "1959-12-31,66,2,2026-02-28",
        "1959-12-29,66,2,2026-02-28",
        "1959-12-30,66,2,2026-02-28",
        "1958-10-31,66,6,2025-04-30"
    })
    void agesInMonthsAreCompletedTheSameWay(LocalDate birth, int years, int months, LocalDate expected) {
        assertThat(completesAge(birth, years, months)).isEqualTo(expected);
    }

    @Test
    void ageChangesOnTheBirthdayItself() {
        assertThat(ageOn(day("1999-09-15"), day("2026-09-14"))).isEqualTo(26);
        assertThat(ageOn(day("1999-09-15"), day("2026-09-15"))).isEqualTo(27);
        assertThat(ageOn(day("2008-02-29"), day("2026-02-28"))).isEqualTo(17);
        assertThat(ageOn(day("2008-02-29"), day("2026-03-01"))).isEqualTo(18);
    }

    @Test
    void theDayIsTheGermanOneWhateverZoneTheMachineRunsIn() {
        Instant lateInTheEvening = Instant.parse("2026-09-30T22:30:00Z");
        assertThat(today(Clock.fixed(lateInTheEvening, ZoneOffset.UTC))).isEqualTo(day("2026-10-01"));
        assertThat(dayOf(Instant.parse("2026-12-31T22:59:59Z"))).isEqualTo(day("2026-12-31"));
        assertThat(dayOf(Instant.parse("2026-12-31T23:00:00Z"))).isEqualTo(day("2027-01-01"));
    }

    @Test
    void daysOfTheClockChangeHaveTheirOwnLength() {
        LocalDate spring = day("2026-03-29");
        assertThat(startOf(spring)).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(endOf(spring)).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
        assertThat(Duration.between(startOf(spring), endOf(spring))).isEqualTo(Duration.ofHours(23));

        LocalDate autumn = day("2026-10-25");
        assertThat(startOf(autumn)).isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
        assertThat(endOf(autumn)).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
        assertThat(Duration.between(startOf(autumn), endOf(autumn))).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void refusesToCountBackwardsWithANegativeNumber() {
        LocalDate day = day("2026-09-15");
        assertThatThrownBy(() -> plusArbeitstage(day, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> minusArbeitstage(day, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plusWerktage(day, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
