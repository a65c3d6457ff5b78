package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

    /** Jobs known to come to less than so many hours a week together. */
    public static boolean fewHours(Collection<?> jobs, int hours) {
        int week = 0;
        for (WorkFacts job : all(jobs)) {
            if (job.selfEmployed || job.weeklyHours == null) {
                return false;
            }
            week += job.weeklyHours;
        }
        return week < hours;
    }

    /** The first day of the job that began first, null if that is not known. */
    public static @Nullable LocalDate earliest(Collection<?> jobs) {
        return all(jobs).stream()
                .min(Comparator.comparing(WorkFacts::begins))
                .map(WorkFacts::from)
                .orElse(null);
    }

    public boolean coversNeedOn(LocalDate day) {
        return coversNeed && on(day);
    }

    public boolean endedBy(LocalDate today) {
        return lastDay != null && !lastDay.isAfter(today);
    }

    /**
     * What ended keeps the status (§ 2 Abs. 3 FreizügG/EU): unemployment that the Agentur für Arbeit has confirmed, or after
     * more than a year the end of self-employment against the person's will.
     */
    public boolean keepsStatus(Collection<?> all) {
        return Boolean.TRUE.equals(involuntaryEnd)
                && (Boolean.TRUE.equals(endConfirmed) || selfEmployed && lastedAYear(all) && !lastedExactlyAYear(all));
    }

    /** A full year or more of activity up to the last day; false if the first day is not known. */
    public boolean lastedAYear(Collection<?> all) {
        LocalDate year = yearOfActivity(all);
        return year != null && lastDay != null && !lastDay.isBefore(year);
    }

    /** Exactly a year: the law speaks of more than a year and of less than a year only. */
    public boolean lastedExactlyAYear(Collection<?> all) {
        return lastDay != null && lastDay.equals(yearOfActivity(all));
    }

    /** First day of the activity that ends with this job: what follows without a day between is one; null if not known. */
    public @Nullable LocalDate activityFrom(Collection<?> all) {
        LocalDate first = from;
        for (WorkFacts job : backwards(all)) {
            if (first != null && job.begins().isBefore(first) && !job.ends().isBefore(first.minusDays(1))) {
                first = job.from;
            }
        }
        return first;
    }

    /** The days worked up to the last day are more than a year, whether or not something lay between. */
    public boolean addsUpToAYear(Collection<?> all) {
        if (lastDay == null || from == null) {
            return false;
        }
        long days = 0;
        LocalDate counted = lastDay.plusDays(1);
        for (WorkFacts job : backwards(all)) {
            LocalDate end = job.ends().isBefore(counted) ? job.ends() : counted.minusDays(1);
            if (!job.begins().isAfter(end)) {
                days += ChronoUnit.DAYS.between(job.begins(), end) + 1;
                counted = job.begins();
            }
        }
        return days > ChronoUnit.DAYS.between(lastDay.minusYears(1), lastDay);
    }

    private @Nullable LocalDate yearOfActivity(Collection<?> all) {
        LocalDate first = activityFrom(all);
        return first == null ? null : BusinessCalendar.plusYears(first, 1).minusDays(1);
    }

    /** The jobs whose days are known, the one that ended last before the others. */
    private static List<WorkFacts> backwards(Collection<?> all) {
        return all(all).stream()
                .filter(job -> job.from != null)
                .sorted(Comparator.comparing(WorkFacts::ends)
                        .thenComparing(WorkFacts::begins)
                        .reversed())
                .toList();
    }

    private static List<WorkFacts> all(Collection<?> facts) {
        return facts.stream()
                .filter(WorkFacts.class::isInstance)
                .map(WorkFacts.class::cast)
                .toList();
    }

    private LocalDate begins() {
        return from == null ? LocalDate.MIN : from;
    }

    private LocalDate ends() {
        return lastDay == null ? LocalDate.MAX : lastDay;
    }
}
