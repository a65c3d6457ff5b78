package org.kimlotse.assessment.facts;

import java.time.LocalDate;
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
 * @param sgbIiFrom first day of SGB II if that is still to come, null if it is there already
 * @param statusUntil last day of the status of a worker under § 2 Abs. 3 FreizügG/EU, null if it has no known end
 * @param sgbIiUntil last day of SGB II, or of the Bedarfsgemeinschaft of the two, null if it has no known end
 * @param triggerEvent kind of the event that ended AsylbLG, or null
 * @param analogUntil last day of § 2 AsylbLG where a later law asks for a longer stay, or null
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
        @Nullable LocalDate analogUntil) {

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
