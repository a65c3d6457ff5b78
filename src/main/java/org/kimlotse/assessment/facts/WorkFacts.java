package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;

/**
 * A job or self-employment.
 *
 * @param from first day, null if not known
 * @param lastDay last day, null if it goes on
 * @param coversNeed the income covers the need of the person
 * @param involuntaryEnd it ended against the person's will
 * @param endConfirmed the Agentur für Arbeit has confirmed that (§ 2 Abs. 3 FreizügG/EU)
 * @param insured subject to social insurance (sozialversicherungspflichtig), null if not known
 * @param weeklyHours hours a week, null if not known
 * @param averageNeedMet the income reaches the average need of a single person (§ 12a Abs. 1 S. 2 AufenthG), null if not known
 */
public record WorkFacts(
        @Nullable LocalDate from,
        @Nullable LocalDate lastDay,
        boolean selfEmployed,
        boolean coversNeed,
        @Nullable Boolean involuntaryEnd,
        @Nullable Boolean endConfirmed,
        @Nullable Boolean insured,
        @Nullable Integer weeklyHours,
        @Nullable Boolean averageNeedMet) {

    /** Goes on on that day and is subject to compulsory health insurance. */
    public boolean insuredOn(LocalDate day) {
        return Boolean.TRUE.equals(insured) && on(day);
    }

    /** Goes on on that day, and nobody has said whether it is insured. */
    public boolean insuranceUnknownOn(LocalDate day) {
        return insured == null && !selfEmployed && on(day);
    }

    public boolean on(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (lastDay == null || !day.isAfter(lastDay));
    }

    public boolean coversNeedOn(LocalDate day) {
        return coversNeed && on(day);
    }

    public boolean endedBy(LocalDate today) {
        return lastDay != null && !lastDay.isAfter(today);
    }

    /** A full year or more from the first to the last day; false if the first day is not known. */
    public boolean lastedAYear() {
        return from != null
                && lastDay != null
                && !lastDay.isBefore(BusinessCalendar.plusYears(from, 1).minusDays(1));
    }

    /** Exactly a year: the law speaks of more than a year and of less than a year only. */
    public boolean lastedExactlyAYear() {
        return from != null
                && lastDay != null
                && lastDay.equals(BusinessCalendar.plusYears(from, 1).minusDays(1));
    }
}
