package org.kimlotse.escalation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.kimlotse.handover.Handovers;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;

/**
 * Exact figures: they stay inside this module, others get the texts with small cells hidden.
 *
 * <p>The one definition by which a step at an office is measured, before and after: of the handovers of this step that this
 * office <b>received</b> (sent to it, not taken back, not left to the person) and that were <b>due within the period</b>, how
 * many had been <b>found missed by its last day</b>, and the median of the calendar days from sending to answer (who still
 * waited on the last day counts with the days until then). An own team is measured by what it had to pass on, from
 * preparing to sending.
 *
 * @param from first day of the period, Europe/Berlin
 * @param to last day of the period
 * @param cases different cases among the handovers
 * @param missedCases cases with a missed handover
 * @param keptCases cases with a handover that was not missed
 * @param twiceMedianDays the median times two, so that it stays a whole number; empty without handovers
 */
record StepFigures(
        UUID id,
        String office,
        String hop,
        LocalDate from,
        LocalDate to,
        int cases,
        int handovers,
        int missed,
        int missedCases,
        int keptCases,
        OptionalInt twiceMedianDays) {

    /** A percentage of fewer would suggest a precision that is not there, and give the single case away. */
    private static final int PERCENT_FROM = 20;

    static StepFigures of(
            String office, String hop, LocalDate from, LocalDate to, Collection<Handovers.Passing> passings) {
        int missed = (int) passings.stream().filter(p -> missed(p, to)).count();
        return new StepFigures(
                UUID.randomUUID(),
                office,
                hop,
                from,
                to,
                (int) passings.stream()
                        .map(Handovers.Passing::caseId)
                        .distinct()
                        .count(),
                passings.size(),
                missed,
                casesOf(passings, to, true),
                casesOf(passings, to, false),
                twiceMedian(
                        passings.stream().mapToInt(p -> waited(p, to)).sorted().toArray()));
    }

    private static int casesOf(Collection<Handovers.Passing> passings, LocalDate to, boolean missed) {
        return (int) passings.stream()
                .filter(p -> missed(p, to) == missed)
                .map(Handovers.Passing::caseId)
                .map(CaseId::number)
                .distinct()
                .count();
    }

    private static boolean missed(Handovers.Passing passing, LocalDate to) {
        LocalDate day = passing.missedOn();
        return day != null && !day.isAfter(to);
    }

    private static int waited(Handovers.Passing passing, LocalDate to) {
        LocalDate answered = passing.answeredOn();
        LocalDate end = answered == null || answered.isAfter(to) ? to : answered;
        return (int) Math.max(0, ChronoUnit.DAYS.between(passing.startedOn(), end));
    }

    private static OptionalInt twiceMedian(int[] sorted) {
        int n = sorted.length;
        return n == 0 ? OptionalInt.empty() : OptionalInt.of(sorted[(n - 1) / 2] + sorted[n / 2]);
    }

    long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    String period() {
        return BusinessCalendar.german(from) + "–" + BusinessCalendar.german(to);
    }

    /** "12 Fälle", "unter 5 Fälle" or "keine Fälle". */
    String casesText(int k) {
        return cases == 0 ? "keine Fälle" : cases < k ? "unter %d Fälle".formatted(k) : cases + " Fälle";
    }

    /**
     * The missed share without any cell below {@code k} cases, neither shown nor to be had by subtraction.
     *
     * @param k smallest number of cases that may be shown
     */
    String missedText(int k) {
        if (cases < k) {
            return cases == 0 ? "–" : "nicht gezeigt (unter %d Fälle)".formatted(k);
        }
        if (missed == 0) {
            return "keine von %d Übergaben".formatted(handovers);
        }
        if (missedCases < k) {
            return "unter %d Fälle von %d".formatted(k, cases);
        }
        if (missed < handovers && keptCases < k) {
            return "alle bis auf unter %d Fälle von %d".formatted(k, cases);
        }
        String text = "%d von %d Übergaben".formatted(missed, handovers);
        return handovers < PERCENT_FROM ? text : "%s (%d %%)".formatted(text, Math.round(missed * 100.0 / handovers));
    }

    /** "11,5 Tage". */
    String medianText(int k) {
        if (cases < k || twiceMedianDays.isEmpty()) {
            return cases == 0 ? "–" : "nicht gezeigt (unter %d Fälle)".formatted(k);
        }
        return String.format(Locale.GERMANY, "%.1f Tage", twiceMedianDays.getAsInt() / 2.0);
    }
}
