package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A member of the family whose own case was decided before.
 *
 * @param relation SPOUSE (also registered partner), PARENT or CHILD, as seen from the person asked about; HOUSEHOLD for
 *     others of the same Bedarfsgemeinschaft
 * @param underAsylblg falls under § 1 Abs. 1 Nr. 1 to 5 AsylbLG on grounds of his or her own
 * @param asylblgUntil last day of that, null if open
 * @param residenceStatus his or her status
 * @param trigger the day of the event that ended AsylbLG, or null
 * @param analogFrom first day of § 2 AsylbLG, or null
 * @param erwerbsfaehig in SGB II as erwerbsfähige leistungsberechtigte Person
 * @param sgbIiFrom first day on which SGB II is possible if that is still to come, null if it is there already
 * @param statusUntil last day of the status of a worker under § 2 Abs. 3 FreizügG/EU, null if it has no known end
 * @param sgbIiUntil last day of SGB II, or of the Bedarfsgemeinschaft of the two, null if it has no known end
 * @param triggerEvent kind of the event that ended AsylbLG, or null
 * @param analogUntil last day of § 2 AsylbLG where a later law asks for a longer stay, or null
 * @param paidFrom first day SGB II is paid for, where an application that came late lets it begin after sgbIiFrom, or null
 */
public record RelativeLaw(
        String relation,
        boolean underAsylblg,
        @Nullable LocalDate asylblgUntil,
        @Nullable ResidenceStatus residenceStatus,
        @Nullable LocalDate trigger,
        @Nullable LocalDate analogFrom,
        boolean erwerbsfaehig,
        @Nullable LocalDate statusUntil,
        @Nullable LocalDate sgbIiFrom,
        @Nullable LocalDate sgbIiUntil,
        @Nullable String triggerEvent,
        @Nullable LocalDate analogUntil,
        @Nullable LocalDate paidFrom) {

    /** Of the same Bedarfsgemeinschaft and erwerbsfähig in that time, without being asked about for anything else. */
    public static RelativeLaw inCommunity(@Nullable LocalDate from, @Nullable LocalDate until) {
        return new RelativeLaw("HOUSEHOLD", false, null, null, null, null, true, null, from, until, null, null, null);
    }

    /** Paid only from a later day than that, because of an application that came late. */
    public boolean paidAfter(LocalDate day) {
        return erwerbsfaehigOn(day) && paidFrom != null && paidFrom.isAfter(day);
    }

    /** The first of some days, or null if there are none. */
    public static @Nullable LocalDate first(Collection<?> days) {
        return days.stream()
                .filter(LocalDate.class::isInstance)
                .map(LocalDate.class::cast)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    /** In SGB II as erwerbsfähige leistungsberechtigte Person on that day, and of the same Bedarfsgemeinschaft. */
    public boolean erwerbsfaehigOn(LocalDate day) {
        return erwerbsfaehig
                && (sgbIiFrom == null || !day.isBefore(sgbIiFrom))
                && (sgbIiUntil == null || !day.isAfter(sgbIiUntil));
    }

    /** The last day of § 2 AsylbLG that a child has with this parent: of minority, or of the parent's AsylbLG or § 2 before. */
    public LocalDate analogWithChildUntil(LocalDate lastDayOfMinority) {
        LocalDate last = earlier(lastDayOfMinority, asylblgUntil);
        return earlier(last, analogUntil);
    }

    private static LocalDate earlier(LocalDate day, @Nullable LocalDate other) {
        return other != null && other.isBefore(day) ? other : day;
    }

    public boolean underAsylblgOn(LocalDate day) {
        return underAsylblg && (asylblgUntil == null || !day.isAfter(asylblgUntil));
    }
}
