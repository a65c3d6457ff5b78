package org.kimlotse.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;

/** What holds for every day from 2015 to 2060. */
class BusinessCalendarPropertiesTest {

    private static final String FIRST = "2015-01-01";
    private static final String LAST = "2060-12-31";

    @Property
    void arbeitstageForwardAndBackwardMeet(
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate day, @ForAll @IntRange(max = 60) int n) {
        LocalDate end = BusinessCalendar.plusArbeitstage(day, n);
        assertThat(BusinessCalendar.arbeitstageBetween(day, end)).isEqualTo(n);
        if (n > 0) {
            assertThat(BusinessCalendar.isArbeitstag(end)).isTrue();
        }
        if (BusinessCalendar.isArbeitstag(day)) {
            assertThat(BusinessCalendar.minusArbeitstage(end, n)).isEqualTo(day);
        }
    }

    @Property
    void werktageNeverTakeLongerThanArbeitstageNorShorterThanCalendarDays(
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate day, @ForAll @IntRange(max = 60) int n) {
        assertThat(BusinessCalendar.plusWerktage(day, n))
                .isBeforeOrEqualTo(BusinessCalendar.plusArbeitstage(day, n))
                .isAfterOrEqualTo(BusinessCalendar.plusCalendarDays(day, n));
    }

    @Property
    void rollingEndsOnAWorkingDayNeverEarlierAndWithinFiveDays(
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate day) {
        LocalDate rolled = BusinessCalendar.rollForward(day);
        assertThat(BusinessCalendar.isArbeitstag(rolled)).isTrue();
        assertThat(rolled).isBetween(day, day.plusDays(5));
        assertThat(BusinessCalendar.rollForward(rolled)).isEqualTo(rolled);
    }

    @Property
    void aMonthEndsTheDayBeforeTheNextBegins(@ForAll @DateRange(min = FIRST, max = LAST) LocalDate day) {
        assertThat(BusinessCalendar.eom(day).plusDays(1)).isEqualTo(BusinessCalendar.firstOfNextMonth(day));
        assertThat(BusinessCalendar.eom(day)).isAfterOrEqualTo(day);
    }

    @Property
    void everyInstantOfADayBelongsToIt(@ForAll @DateRange(min = FIRST, max = LAST) LocalDate day) {
        assertThat(BusinessCalendar.dayOf(BusinessCalendar.startOf(day))).isEqualTo(day);
        assertThat(BusinessCalendar.dayOf(BusinessCalendar.endOf(day).minusNanos(1)))
                .isEqualTo(day);
        assertThat(BusinessCalendar.dayOf(BusinessCalendar.endOf(day))).isEqualTo(day.plusDays(1));
    }

    @Property
    void ageRisesExactlyAfterTheYearOfLifeIsCompleted(
            @ForAll @DateRange(min = "1920-01-01", max = "2014-12-31") LocalDate birth,
            @ForAll @IntRange(min = 1, max = 100) int years) {
        LocalDate completed = BusinessCalendar.completesYearOfLife(birth, years);
        assertThat(BusinessCalendar.ageOn(birth, completed)).isEqualTo(years - 1);
        assertThat(BusinessCalendar.ageOn(birth, completed.plusDays(1))).isEqualTo(years);
    }

    @Property(tries = 50)
    void everyYearHasElevenHolidaysAndTheFixedOnes(@ForAll @IntRange(min = 2018, max = 2100) int year) {
        assertThat(BusinessCalendar.holidays(year))
                .hasSizeBetween(10, 11)
                .contains(LocalDate.of(year, 1, 1), LocalDate.of(year, 10, 3), LocalDate.of(year, 11, 1));
    }
}
