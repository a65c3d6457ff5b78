package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
 * @param suspendedSince tolerated since that day, without a time of § 60b AufenthG before it
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
 * @param titleMonths total validity of the title
 * @param statusSince first day of the status alone
 * @param workSince first day of the work under way
 * @param needCovered the work covers the need
 * @param asylumSince first day of the Aufenthaltsgestattung
 * @param notCountedBefore the day a Duldung under § 60b AufenthG ended, if there was one
 * @param eldestBorn birth of the eldest minor child in the household
 * @param youngestBorn birth of the youngest
 * @param movesOn day of a move that is planned, or null
 * @param carePlace of a child: has a place in a Kita or with a childminder, null if not known
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
        boolean remedyDeadlineRuns,
        @Nullable Integer titleMonths,
        @Nullable LocalDate statusSince,
        @Nullable LocalDate workSince,
        boolean needCovered,
        @Nullable LocalDate asylumSince,
        @Nullable LocalDate notCountedBefore,
        @Nullable LocalDate eldestBorn,
        @Nullable LocalDate youngestBorn,
        @Nullable LocalDate movesOn,
        @Nullable Boolean carePlace) {

    private static final String KINDERGELD_BY_TITLE =
            "RECOGNISED SUBSIDIARY TITLE_24 TITLE_25A TITLE_25B TITLE_104C FAMILY_TITLE WORK_TITLE RESETTLEMENT_TITLE"
                    + " ADMISSION_TITLE SETTLEMENT";
    private static final String KINDERGELD_BY_STAY =
            "DEPORTATION_BAN TITLE_25_5 TITLE_25_4_1 TITLE_23_1_WAR HARDSHIP_TITLE VICTIM_TITLE";

    /** First day of the duty of residence: recognition, or issue of the first title of § 12a Abs. 1 S. 1 AufenthG. */
    public @Nullable LocalDate residenceDutyFrom() {
        if (residenceStatus == ResidenceStatus.RECOGNISED || residenceStatus == ResidenceStatus.SUBSIDIARY) {
            return decisionServedOn;
        }
        return residenceStatus != null
                        && residenceStatus.in(
                                "DEPORTATION_BAN TITLE_24 TITLE_23_1_WAR RESETTLEMENT_TITLE ADMISSION_TITLE")
                ? titleIssuedOn
                : null;
    }

    /** The duty of residence may bind on that day (§ 12a Abs. 1 S. 1 AufenthG). */
    public boolean underDutyOn(LocalDate day, int years) {
        LocalDate from = residenceDutyFrom();
        return from != null && !day.isBefore(from) && !day.isAfter(BusinessCalendar.plusYears(from, years));
    }

    /** The day of the planned move; today for a wish without a day. */
    public LocalDate moveDay(LocalDate today) {
        return movesOn == null ? today : movesOn;
    }

    /** The last day before the planned move, or null. */
    public @Nullable LocalDate dayBeforeMove() {
        return movesOn == null ? null : movesOn.minusDays(1);
    }

    /** A move is made or planned. */
    public boolean moves() {
        return movedOn != null || movesOn != null;
    }

    /** Age in full years on a day; 999 if the birth date is not known. */
    public int age(LocalDate today) {
        return birthDate == null ? 999 : BusinessCalendar.ageOn(birthDate, today);
    }

    /** Start of the stay that counts for §§ 25a, 25b AufenthG, or null; times of § 60b do not (§ 60b Abs. 5 S. 1). */
    public @Nullable LocalDate countedSince() {
        LocalDate since = inGermanySince != null ? inGermanySince : suspendedSince;
        if (notCountedBefore == null || residenceStatus == ResidenceStatus.TITLE_104C) {
            return since;
        }
        return since == null || notCountedBefore.isAfter(since) ? notCountedBefore : since;
    }

    /** The last day of the duty if the time since the move is added to it (§ 12a Abs. 1 S. 3 AufenthG), or null. */
    public @Nullable LocalDate dutyLengthened(int years, LocalDate today) {
        LocalDate from = residenceDutyFrom();
        if (from == null || movedOn == null) {
            return null;
        }
        LocalDate end = BusinessCalendar.plusYears(from, years);
        return end.plusDays(ChronoUnit.DAYS.between(movedOn, today.isAfter(end) ? end : today) + 1);
    }

    /** The Aufenthaltsgestattung is lawful stay for § 10 StAG: only with international protection (§ 55 Abs. 3 AsylG). */
    public boolean asylumCounts() {
        return asylumSince != null && has("RECOGNISED SUBSIDIARY");
    }

    /** Start of the lawful stay for § 10 StAG: the Aufenthaltsgestattung if it counts, else cautiously the title. */
    public @Nullable LocalDate lawfulSince() {
        return asylumCounts() ? asylumSince : titleIssuedOn;
    }

    /** First of the month in which title and work are there, or the stay of so many months if that is earlier. */
    public @Nullable LocalDate kindergeldFromWork(int months) {
        if (titleIssuedOn == null) {
            return null;
        }
        LocalDate byWork =
                (workSince != null && workSince.isAfter(titleIssuedOn) ? workSince : titleIssuedOn).withDayOfMonth(1);
        byWork = withChild(byWork);
        LocalDate byStay = kindergeldFrom(months);
        return byStay != null && byStay.isBefore(byWork) ? byStay : byWork;
    }

    /** First of the month in which the title is issued and so many months of stay are complete. */
    public @Nullable LocalDate kindergeldFrom(int months) {
        if (titleIssuedOn == null || inGermanySince == null) {
            return null;
        }
        LocalDate complete = BusinessCalendar.plusMonths(inGermanySince, months);
        return withChild(complete.isAfter(titleIssuedOn) ? complete : titleIssuedOn);
    }

    /** First of the month in which the title is there and a child is born. */
    public @Nullable LocalDate kindergeldFromTitle() {
        return titleIssuedOn == null ? null : withChild(titleIssuedOn);
    }

    /** First of the month in which the status is there and a child is born. */
    public @Nullable LocalDate kindergeldFromStatus() {
        return statusSince == null ? null : withChild(statusSince);
    }

    /** First of the month in which a Union citizen's residence, work and child come together (§ 62 Abs. 1a S. 2 EStG). */
    public @Nullable LocalDate euIncomeFrom() {
        if (workSince == null) {
            return null;
        }
        return withChild(inGermanySince != null && inGermanySince.isAfter(workSince) ? inGermanySince : workSince);
    }

    /** First of the month in which so many months of residence are over and a child is born (§ 62 Abs. 1a S. 3 EStG). */
    public @Nullable LocalDate euWaited(int months) {
        return inGermanySince == null
                ? null
                : withChild(BusinessCalendar.plusMonths(inGermanySince, months).plusDays(1));
    }

    private LocalDate withChild(LocalDate day) {
        return (eldestBorn != null && eldestBorn.isAfter(day) ? eldestBorn : day).withDayOfMonth(1);
    }

    /** First of the month of birth of a further child, born when there was Kindergeld for another already; else null. */
    public @Nullable LocalDate kindergeldForNewborn(int stay, int titleAtLeast) {
        boolean tooShort = titleMonths != null && titleMonths < titleAtLeast;
        LocalDate start = has(KINDERGELD_BY_TITLE) && !tooShort
                ? kindergeldFromTitle()
                : has(KINDERGELD_BY_STAY)
                        ? lawfullyEmployed ? kindergeldFromWork(stay) : kindergeldFrom(stay)
                        : has("DULDUNG_60D") ? kindergeldFromStatus() : null;
        if (start == null || youngestBorn == null) {
            return null;
        }
        LocalDate born = youngestBorn.withDayOfMonth(1);
        return born.isAfter(start) ? born : null;
    }

    /**
     * First day on which somebody with three years of school or a degree has been tolerated for twelve months (or holds
     * § 104c) and been here for three years (§ 25a Abs. 1 AufenthG); null if that is not known or comes too late.
     */
    public @Nullable LocalDate earliest25a() {
        LocalDate since = countedSince();
        boolean title = residenceStatus == ResidenceStatus.TITLE_104C;
        if (since == null || (!title && suspendedSince == null) || (schoolYears < 3 && !schoolDegree)) {
            return null;
        }
        LocalDate stay = BusinessCalendar.plusYears(since, 3);
        LocalDate tolerated = suspendedSince == null ? stay : BusinessCalendar.plusMonths(suspendedSince, 12);
        LocalDate earliest = title || tolerated.isBefore(stay) ? stay : tolerated;
        LocalDate last = last25a();
        return last != null && earliest.isAfter(last) ? null : earliest;
    }

    /** The last day before 27 years are complete. */
    public @Nullable LocalDate last25a() {
        return birthDate == null
                ? null
                : BusinessCalendar.plusYears(birthDate, 27).minusDays(1);
    }

    /** The last day of the title as its months say, rather a day too early than a day too late; null if not known. */
    public @Nullable LocalDate getTitleEndsByMonths() {
        return titleIssuedOn == null || titleMonths == null
                ? null
                : BusinessCalendar.plusMonths(titleIssuedOn, titleMonths).minusDays(1);
    }

    /** The status is one of those named. */
    public boolean has(String statuses) {
        return residenceStatus != null && residenceStatus.in(statuses);
    }
}
