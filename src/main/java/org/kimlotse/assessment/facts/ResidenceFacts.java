package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;

/**
 * What hangs on residence and family beside the livelihood. Null means: not known.
 *
 * @param residenceStatus what the residence rests on
 * @param decisionServedOn day of service of a protection decision
 * @param titleIssuedOn day of issue of the title, also one known to come
 * @param titleValidUntil last day of the title
 * @param inGermanySince first day of the uninterrupted stay
 * @param suspendedSince tolerated since that day
 * @param birthDate birth date
 * @param wantsToMoveTo where the person wants to move, or null
 * @param movesToFamily to a spouse or minor child with whom the person lived as a family before
 * @param movedOn day of a move away from the assigned place, or null
 * @param children minor children in the household
 * @param withMinorChild lives with an unmarried minor child
 * @param lawfullyEmployed works with permission, is in Elternzeit or draws SGB III benefits
 * @param schoolYears years of successful school in Germany
 * @param schoolDegree a school or vocational degree recognised here
 * @param consentToModule3 agrees that Modul 3 looks at it
 * @param simpleNeed one or few questions only
 * @param asylumQuestion asks about the asylum procedure
 * @param remedyDeadlineRuns a period for a legal remedy is running
 */
public record ResidenceFacts(
        @Nullable ResidenceStatus residenceStatus,
        @Nullable LocalDate decisionServedOn,
        @Nullable LocalDate titleIssuedOn,
        @Nullable LocalDate titleValidUntil,
        @Nullable LocalDate inGermanySince,
        @Nullable LocalDate suspendedSince,
        @Nullable LocalDate birthDate,
        @Nullable String wantsToMoveTo,
        boolean movesToFamily,
        @Nullable LocalDate movedOn,
        int children,
        boolean withMinorChild,
        boolean lawfullyEmployed,
        int schoolYears,
        boolean schoolDegree,
        @Nullable Boolean consentToModule3,
        boolean simpleNeed,
        boolean asylumQuestion,
        boolean remedyDeadlineRuns) {

    /** First day of the duty of residence: recognition, or issue of the first title of § 12a Abs. 1 S. 1 AufenthG. */
    public @Nullable LocalDate residenceDutyFrom() {
        if (residenceStatus == ResidenceStatus.RECOGNISED || residenceStatus == ResidenceStatus.SUBSIDIARY) {
            return decisionServedOn;
        }
        return residenceStatus != null
                        && residenceStatus.in("DEPORTATION_BAN TITLE_24 TITLE_23_1_WAR RESETTLEMENT_TITLE")
                ? titleIssuedOn
                : null;
    }

    /** Age in full years on a day; 999 if the birth date is not known. */
    public int age(LocalDate today) {
        return birthDate == null ? 999 : BusinessCalendar.ageOn(birthDate, today);
    }

    /** Start of the stay that counts for § 25b AufenthG, or null. */
    public @Nullable LocalDate countedSince() {
        return inGermanySince != null ? inGermanySince : suspendedSince;
    }

    /** First of the month in which the title is issued and so many months of stay are complete. */
    public @Nullable LocalDate kindergeldFrom(int months) {
        if (titleIssuedOn == null || inGermanySince == null) {
            return null;
        }
        LocalDate complete = BusinessCalendar.plusMonths(inGermanySince, months);
        return (complete.isAfter(titleIssuedOn) ? complete : titleIssuedOn).withDayOfMonth(1);
    }

    /** Twelve months tolerated (or § 104c), three years here, three years of school or a degree (§ 25a Abs. 1 AufenthG). */
    public boolean mayApply25a(LocalDate today) {
        LocalDate since = countedSince();
        boolean tolerated = residenceStatus == ResidenceStatus.TITLE_104C
                || (suspendedSince != null
                        && !BusinessCalendar.plusMonths(suspendedSince, 12).isAfter(today));
        return tolerated
                && since != null
                && !BusinessCalendar.plusYears(since, 3).isAfter(today)
                && (schoolYears >= 3 || schoolDegree);
    }

    /** The status is one of those named. */
    public boolean has(String statuses) {
        return residenceStatus != null && residenceStatus.in(statuses);
    }
}
