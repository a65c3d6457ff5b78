package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;

/**
 * A stay in an institution (§ 7 Abs. 4 SGB II).
 *
 * @param kind PRISON (ordered by a judge), INPATIENT (stationäre Einrichtung) or HOSPITAL
 * @param lastDay last day, also one expected; null if not known
 * @param worksFifteenHours works at least 15 hours a week on the ordinary labour market
 */
public record Institution(String kind, LocalDate from, @Nullable LocalDate lastDay, boolean worksFifteenHours) {

    private static final int SHORT_MONTHS = 6;

    /** SGB II pays nothing on that day. */
    public boolean excludesOn(LocalDate day) {
        return covers(day)
                && switch (kind) {
                    case "PRISON" -> true;
                    case "INPATIENT" -> !worksFifteenHours;
                    default ->
                        lastDay != null
                                && !lastDay.isBefore(BusinessCalendar.plusMonths(from, SHORT_MONTHS)
                                        .minusDays(1));
                };
    }

    private boolean covers(LocalDate day) {
        return !day.isBefore(from) && (lastDay == null || !day.isAfter(lastDay));
    }
}
