package org.kimlotse.referral.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;

/**
 * A person on the way into work. Days are local dates.
 *
 * @param day the day asked about
 * @param benefit the law that is expected to pay, or null if not known
 * @param benefitFrom the first day of that law if it still lies ahead, else null
 * @param recognition wants a qualification recognised, null if not known
 * @param speaksLittle German below B1, null if not known
 * @param talkOn first talk at the office, or null
 * @param planOn date of the Kooperationsplan, or null
 * @param planHasCourse the plan contains a language course, null if there is no plan
 * @param talkMissed did not come to the talk and no good reason is known, null if that did not happen
 * @param profession whose qualification is to be recognised: HEALTH, TEACHING or OTHER; null if not known
 * @param municipalServices what of § 16a SGB II would help: CHILDCARE, DEBT, ADDICTION, PSYCHOSOCIAL
 * @param paysNow the law that pays today, or null if not known
 * @param workStartsOn the first day of the work that was found, or null
 * @param withoutTitle stays without a residence title, null if nobody asks
 * @param workPermit what the paper says about work: ALLOWED, PERMISSION, FORBIDDEN or UNKNOWN; null if nobody has looked
 */
public record WorkFacts(
        LocalDate day,
        @Nullable Rechtskreis benefit,
        @Nullable LocalDate benefitFrom,
        @Nullable Boolean recognition,
        @Nullable Boolean speaksLittle,
        @Nullable LocalDate talkOn,
        @Nullable LocalDate planOn,
        @Nullable Boolean planHasCourse,
        @Nullable Boolean talkMissed,
        @Nullable String profession,
        Set<String> municipalServices,
        @Nullable Rechtskreis paysNow,
        @Nullable LocalDate workStartsOn,
        @Nullable Boolean withoutTitle,
        @Nullable String workPermit)
        implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    public WorkFacts {
        municipalServices =
                municipalServices == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(municipalServices));
    }

    /** In NRW the district government decides on the recognition. */
    public boolean recognisedByDistrictGovernment() {
        return "HEALTH".equals(profession) || "TEACHING".equals(profession);
    }

    /** The law that pays is one of those named, separated by blanks. */
    public boolean benefitIn(String names) {
        return in(names, benefit);
    }

    /** Work was found, and on its first day the law that pays is one of those named. */
    public boolean paysAtStart(String names) {
        return workStartsOn != null
                && in(names, benefitFrom != null && workStartsOn.isBefore(benefitFrom) ? paysNow : benefit);
    }

    private static boolean in(String names, @Nullable Rechtskreis law) {
        return law != null && Set.of(names.strip().split("\\s+")).contains(law.name());
    }

    /** A day from which targets are counted: TAG (today), LEISTUNG (first day of the benefit, at least today), GESPRAECH, ARBEIT. */
    public LocalDate day(String base) {
        return switch (base) {
            case "TAG" -> day;
            case "LEISTUNG" -> benefitFrom == null || benefitFrom.isBefore(day) ? day : benefitFrom;
            case "GESPRAECH" -> talkOn == null ? day : talkOn;
            case "ARBEIT" -> workStartsOn == null ? day : workStartsOn;
            default -> throw new IllegalArgumentException("Bezugstag unbekannt: " + base);
        };
    }
}
