package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Schooling;

/**
 * What is known of one person's status. Null means: not known. A date after the day the question is about means: has not
 * happened yet. All dates are local dates in Europe/Berlin.
 *
 * @param residenceStatus what the residence rests on
 * @param decisionServedOn the day the decision of the BAMF was served, never the date on the letter
 * @param decisionFinalOn the day the decision became final (unanfechtbar), only needed if the rules ask for it
 * @param titleIssuedOn the day the residence title that follows from the decision was issued
 * @param titleMonths total validity of that title in full months
 * @param inGermanySince first day of the uninterrupted stay
 * @param birthDate birth date
 * @param birthDateUncertain true if day and month are not certain (documents often say 1 January)
 * @param employable can work at least three hours a day (§ 8 SGB II)
 * @param needsSupport income and assets do not cover the need (§ 9 SGB II)
 * @param appealFiled an appeal against the decision has been filed
 * @param benefitNow the benefit law paid under now, or null if not known
 * @param municipality where the person has to live or lives
 * @param statusSince first day of the status: Schutzgesuch, Gestattung, Duldung, title
 * @param suspensionDecidedOn the day the deportation was first suspended (first Duldung; § 1 Abs. 1 Nr. 3 c AsylbLG)
 * @param certificateOn the day the Fiktionsbescheinigung was issued (§ 81 Abs. 5 with Abs. 3 or 4 AufenthG)
 * @param identityRegisteredOn the day of the erkennungsdienstliche Behandlung (§ 49 AufenthG)
 * @param registeredAddressOn the day of the registration with the Meldebehörde (§ 7 Abs. 1 S. 5 SGB II)
 * @param unaccompaniedFoundOn the day an unaccompanied minor was found; null if accompanied
 * @param stayProlongedAbusively the stay was prolonged abusively (§ 2 Abs. 1 S. 1 AsylbLG)
 * @param analogBeforeFebruary2024 received benefits under § 2 AsylbLG up to 26 February 2024 (§ 20 AsylbLG)
 * @param leftAsylblgOn first day of another law by an earlier title; null if AsylbLG lasted until this status
 * @param titleValidFrom the first day the title is issued for, if that is not the day of issue (§ 1 Abs. 2 AsylbLG: „für die Zeit“)
 * @param titleValidUntil the last day of the title, needed if titleMonths is not known
 */
public record StatusFacts(
        @Nullable ResidenceStatus residenceStatus,
        @Nullable LocalDate decisionServedOn,
        @Nullable LocalDate decisionFinalOn,
        @Nullable LocalDate titleIssuedOn,
        @Nullable Integer titleMonths,
        @Nullable LocalDate inGermanySince,
        @Nullable LocalDate birthDate,
        boolean birthDateUncertain,
        @Nullable Boolean employable,
        @Nullable Boolean needsSupport,
        @Nullable Boolean appealFiled,
        @Nullable Rechtskreis benefitNow,
        @Nullable Municipality municipality,
        @Nullable LocalDate statusSince,
        @Nullable LocalDate suspensionDecidedOn,
        @Nullable LocalDate certificateOn,
        @Nullable LocalDate identityRegisteredOn,
        @Nullable LocalDate registeredAddressOn,
        @Nullable LocalDate unaccompaniedFoundOn,
        @Nullable Boolean stayProlongedAbusively,
        @Nullable Boolean analogBeforeFebruary2024,
        @Nullable LocalDate leftAsylblgOn,
        @Nullable LocalDate titleValidFrom,
        @Nullable LocalDate titleValidUntil) {

    /** The last day of the law under which a shorter stay was enough for § 2 AsylbLG (§ 20 AsylbLG). */
    public static final LocalDate SHORT_WAIT_UNTIL = LocalDate.of(2024, 2, 26);

    /** The last day of the law before that; who had § 2 AsylbLG by then kept it (§ 15 AsylbLG). */
    private static final LocalDate BEFORE_THE_LONGER_WAIT = LocalDate.of(2019, 8, 20);

    /** Asylum, refugee status or subsidiary protection. */
    public boolean internationallyProtected() {
        return residenceStatus == ResidenceStatus.RECOGNISED || residenceStatus == ResidenceStatus.SUBSIDIARY;
    }

    /** As {@link #internationallyProtected}, or a ban on deportation. */
    public boolean protectionGranted() {
        return internationallyProtected() || residenceStatus == ResidenceStatus.DEPORTATION_BAN;
    }

    /** The decision has been served by that day. */
    public boolean served(LocalDate today) {
        return decisionServedOn != null && !decisionServedOn.isAfter(today);
    }

    /** A status that nobody has before entering the country, and that falls under § 1 Abs. 1 AsylbLG by itself. */
    public boolean isToleratedOrSeeking() {
        return residenceStatus != null
                && residenceStatus.in(
                        "GESTATTUNG ANKUNFTSNACHWEIS FOLGEANTRAG DULDUNG DULDUNG_60A_2_3 DULDUNG_60B DULDUNG_60C DULDUNG_60D ENFORCEABLE_DEPARTURE");
    }

    /** The title has been issued by that day. */
    public boolean titled(LocalDate today) {
        return titleIssuedOn != null && !titleIssuedOn.isAfter(today);
    }

    /** After an earlier title ended AsylbLG this law pays already; nothing begins anew. */
    public boolean alreadyUnder(Rechtskreis law) {
        return leftAsylblgOn != null && law == (benefitNow == null ? Rechtskreis.SGB_II : benefitNow);
    }

    /**
     * This law pays now, and what is dated on a day lies so late after its first possible day that an approval may have run
     * out by then: what is known of it may be the second one.
     *
     * @param months the shortest time an approval runs; who goes on applies in the last of them
     */
    public boolean alreadyPaid(Rechtskreis law, LocalDate start, LocalDate day, int months) {
        return benefitNow == law && !day.isBefore(BusinessCalendar.plusMonths(start, months - 1));
    }

    /** Another status fell under AsylbLG before this one. */
    public boolean isUnderAsylblgBefore() {
        return benefitNow == Rechtskreis.ASYLBLG;
    }

    /** First day of a status that never was under AsylbLG, or null: with a visa it begins before the title is issued. */
    public @Nullable LocalDate openSince() {
        LocalDate first = titleIssuedOn == null || (statusSince != null && statusSince.isBefore(titleIssuedOn))
                ? statusSince
                : titleIssuedOn;
        return notBeforeMajority(first);
    }

    /** The day from which an issued title counts: that of issue, or a later one it is issued for. */
    public @Nullable LocalDate titleCountsFrom() {
        return titleIssuedOn != null && titleValidFrom != null && titleValidFrom.isAfter(titleIssuedOn)
                ? titleValidFrom
                : titleIssuedOn;
    }

    /** The day under whose law a title is judged: that from which it counts, or the day asked about if there is none. */
    public LocalDate titleLawDay(LocalDate today) {
        LocalDate day = titleCountsFrom();
        return day == null ? today : day;
    }

    /** How long the title is issued for is known, by its months or by its last day. */
    public boolean isTitleLengthKnown() {
        return titleMonths != null || titleIssuedOn != null && titleValidUntil != null;
    }

    /** The title is known to be issued for no more than so many months (§ 1 Abs. 2 AsylbLG: „mehr als sechs Monaten“). */
    public boolean titledForAtMost(int months) {
        LocalDate last = lastDayOf(months);
        if (titleMonths != null) {
            return titleMonths <= months
                    && (titleValidUntil == null || last == null || !titleValidUntil.isAfter(last.plusDays(1)));
        }
        return titleValidUntil != null && last != null && !titleValidUntil.isAfter(last);
    }

    /** Months and last day of the title say different things of whether it is issued for more than so many months. */
    public boolean titleLengthDoubtful(int months) {
        LocalDate last = lastDayOf(months);
        LocalDate lastOfNext = lastDayOf(months + 1);
        return titleMonths != null
                && titleValidUntil != null
                && last != null
                && lastOfNext != null
                && (titleMonths <= months ? !titleValidUntil.isBefore(lastOfNext) : !titleValidUntil.isAfter(last));
    }

    /** The last of so many months of the title; the first day counts (§ 187 Abs. 2 S. 1, § 188 Abs. 2 BGB). */
    private @Nullable LocalDate lastDayOf(int months) {
        LocalDate first = titleValidFrom == null ? titleIssuedOn : titleValidFrom;
        return first == null ? null : BusinessCalendar.plusMonths(first, months).minusDays(1);
    }

    /** The title was issued for a time before the day of issue. */
    public boolean isTitledForThePast() {
        return titleIssuedOn != null && titleValidFrom != null && titleValidFrom.isBefore(titleIssuedOn);
    }

    /** Came as an unaccompanied minor and is of age on that day. */
    public boolean unaccompaniedBefore(LocalDate today) {
        return isFoundAsMinor() && !unaccompaniedMinor(today);
    }

    /** Was found unaccompanied before majority. */
    public boolean isFoundAsMinor() {
        LocalDate last = lastDayOfMinority();
        return unaccompaniedFoundOn != null && last != null && !unaccompaniedFoundOn.isAfter(last);
    }

    /** Came as an unaccompanied minor and had a status outside AsylbLG before majority. */
    public boolean isOutAsMinor() {
        LocalDate last = lastDayOfMinority();
        if (!isFoundAsMinor() || last == null) {
            return false;
        }
        LocalDate event = internationallyProtected() && decisionServedOn != null ? decisionServedOn : titleIssuedOn;
        LocalDate certified = residenceStatus == ResidenceStatus.TITLE_24 ? certifiedOn() : null;
        return (event != null && !event.isAfter(last)) || (certified != null && !certified.isAfter(last));
    }

    private @Nullable LocalDate notBeforeMajority(@Nullable LocalDate day) {
        LocalDate last = isFoundAsMinor() ? lastDayOfMinority() : null;
        return day == null || last == null || day.isAfter(last) ? day : last.plusDays(1);
    }

    /**
     * First day of the status, else of the stay, else of the life of who was born here and has no status of its own, else
     * null; of an unaccompanied minor not before majority.
     */
    public @Nullable LocalDate since() {
        LocalDate here = withoutOwnGround() && isBornHere() ? birthDate : inGermanySince;
        return notBeforeMajority(statusSince != null ? statusSince : here);
    }

    /** The day, or the first day of the status if that is later. */
    public LocalDate notBefore(LocalDate day) {
        LocalDate since = since();
        return since != null && since.isAfter(day) ? since : day;
    }

    /** No title follows from the status itself. */
    public boolean withoutOwnGround() {
        return residenceStatus == ResidenceStatus.NO_TITLE_YET || residenceStatus == ResidenceStatus.OTHER;
    }

    /** A minor without parents in the country, on the day asked about (§ 42a Abs. 1 SGB VIII). */
    public boolean unaccompaniedMinor(LocalDate today) {
        return unaccompaniedFoundOn != null
                && !unaccompaniedFoundOn.isAfter(today)
                && (birthDate == null || BusinessCalendar.ageOn(birthDate, today) < 18);
    }

    /** Fiktionsbescheinigung and erkennungsdienstliche Behandlung; the later of the two days, or null (§ 1 Abs. 3a AsylbLG). */
    public @Nullable LocalDate certifiedOn() {
        if (certificateOn == null) {
            return null;
        }
        if (!identityToBeRegistered() || identityRegisteredOn == null) {
            return identityToBeRegistered() ? null : certificateOn;
        }
        return identityRegisteredOn.isAfter(certificateOn) ? identityRegisteredOn : certificateOn;
    }

    /** § 24 AufenthG: certified by that day, before or with the title. */
    public boolean certifiedFirst(LocalDate today) {
        LocalDate day = certifiedOn();
        return residenceStatus == ResidenceStatus.TITLE_24
                && day != null
                && !day.isAfter(today)
                && (titleIssuedOn == null || !titleIssuedOn.isBefore(day));
    }

    /** § 24 AufenthG: the title was issued by that day, before any certificate took effect. */
    public boolean titledFirst(LocalDate today) {
        LocalDate day = certifiedOn();
        return residenceStatus == ResidenceStatus.TITLE_24
                && titleIssuedOn != null
                && !titleIssuedOn.isAfter(today)
                && (day == null || titleIssuedOn.isBefore(day));
    }

    /** § 24 AufenthG: a certificate by that day, but not the identity registered, and no title. */
    public boolean certificateWithoutIdentity(LocalDate today) {
        LocalDate day = certifiedOn();
        return residenceStatus == ResidenceStatus.TITLE_24
                && certificateOn != null
                && !certificateOn.isAfter(today)
                && (day == null || day.isAfter(today))
                && !titled(today);
    }

    /** § 24 AufenthG: neither certificate nor title by that day. */
    public boolean onlySoughtProtection(LocalDate today) {
        return residenceStatus == ResidenceStatus.TITLE_24
                && (certificateOn == null || certificateOn.isAfter(today))
                && !titled(today);
    }

    /** End of so many months after the deportation was first suspended, or null. */
    public @Nullable LocalDate suspensionEnds(int months) {
        return suspensionDecidedOn == null ? null : BusinessCalendar.plusMonths(suspensionDecidedOn, months);
    }

    /** The day on which that many months are complete under a law in force from a day on; the day asked about if not known. */
    public LocalDate suspensionLawDay(int months, LocalDate since, LocalDate today) {
        LocalDate day = suspensionEnds(months);
        return day == null ? today : day.isBefore(since) ? since : day;
    }

    /** § 25 Abs. 5 AufenthG, issued by that day, the suspension then so many months ago, or not. */
    public boolean suspensionOver(LocalDate today, int months) {
        LocalDate end = suspensionEnds(months);
        return residenceStatus == ResidenceStatus.TITLE_25_5
                && titleIssuedOn != null
                && titled(today)
                && end != null
                && !end.isAfter(titleIssuedOn);
    }

    /** As {@link #suspensionOver}, but the months end later than the title was issued. */
    public boolean suspensionRuns(LocalDate today, int months) {
        LocalDate end = suspensionEnds(months);
        return residenceStatus == ResidenceStatus.TITLE_25_5
                && titleIssuedOn != null
                && titled(today)
                && end != null
                && end.isAfter(titleIssuedOn);
    }

    /**
     * Last day of AsylbLG with a title under § 25 Abs. 5 AufenthG if the deportation was suspended on that day: of the month
     * of the title, or of that in which so many months are complete; null without a title.
     */
    public @Nullable LocalDate asylblgWithSuspension(@Nullable LocalDate suspendedOn, int months) {
        if (titleIssuedOn == null || suspendedOn == null) {
            return null;
        }
        LocalDate end = BusinessCalendar.plusMonths(suspendedOn, months);
        return BusinessCalendar.eom(end.isAfter(titleIssuedOn) ? end : titleIssuedOn);
    }

    /** A minor whose parent's AsylbLG ended on that day before so many months of the own suspension (§ 1 Abs. 3 S. 2 AsylbLG). */
    public boolean followsParent(RelativeLaw parent, LocalDate today, int months) {
        LocalDate end = suspensionEnds(months);
        LocalDate day = parent.trigger();
        return residenceStatus == ResidenceStatus.TITLE_25_5
                && titled(today)
                && parent.relation().equals("PARENT")
                && parent.residenceStatus() == ResidenceStatus.TITLE_25_5
                && day != null
                && birthDate != null
                && BusinessCalendar.ageOn(birthDate, day) < 18
                && (end == null || day.isBefore(end));
    }

    /** First day of benefits under § 2 AsylbLG, or null if the entry is not known or the stay was prolonged abusively. */
    public @Nullable LocalDate analogFrom(int months) {
        return inGermanySince == null || Boolean.TRUE.equals(stayProlongedAbusively)
                ? null
                : BusinessCalendar.plusMonths(inGermanySince, months).plusDays(1);
    }

    /** The day under whose law {@link #analogFrom} falls: that day, or the first of a law that came later. */
    public @Nullable LocalDate analogLawDay(int months, LocalDate lawSince) {
        LocalDate day = analogFrom(months);
        return day == null || !day.isBefore(lawSince) ? day : lawSince;
    }

    /**
     * {@link #analogFrom} under a law in force from a day on. A law that asks for less than the one before gives nothing
     * earlier than that day; nor does any where earlier ones are asked too ({@link #analogAskedBy}).
     *
     * @param monthsBefore what was asked for on the day before
     */
    public @Nullable LocalDate analogUnder(int months, LocalDate lawSince, Collection<?> monthsBefore) {
        boolean eased = monthsBefore.stream().anyMatch(before -> before instanceof Integer more && more > months);
        return eased || Boolean.TRUE.equals(analogBeforeFebruary2024)
                ? analogLawDay(months, lawSince)
                : analogFrom(months);
    }

    /**
     * A number of months counts for the days it is in force. The shorter ones of § 20 AsylbLG, once they are over, count for
     * who is said to have received § 2 AsylbLG under them; up to the day of § 20 those of § 15 AsylbLG for whose months were
     * complete by then.
     *
     * @param lawUntil last day of that law, null if it has none
     */
    public boolean analogAskedBy(int months, @Nullable LocalDate lawUntil, LocalDate today) {
        return lawUntil == null
                || lawUntil.isAfter(SHORT_WAIT_UNTIL)
                || !lawUntil.isBefore(today)
                || Boolean.TRUE.equals(analogBeforeFebruary2024)
                || keptFrom2019(months, lawUntil, today);
    }

    private boolean keptFrom2019(int months, LocalDate lawUntil, LocalDate today) {
        LocalDate day = analogFrom(months);
        return lawUntil.equals(BEFORE_THE_LONGER_WAIT)
                && !today.isAfter(SHORT_WAIT_UNTIL)
                && day != null
                && !day.isAfter(lawUntil);
    }

    /**
     * The last day of § 2 AsylbLG under a law, if the next law asks for more than is complete when it begins; null if it goes
     * on. What § 20 AsylbLG keeps goes on.
     *
     * @param lawUntil last day of that law, null if it has none
     * @param monthsAfter what is asked for on the day after
     */
    public @Nullable LocalDate analogUntil(@Nullable LocalDate lawUntil, Collection<?> monthsAfter) {
        if (lawUntil == null || !lawUntil.isAfter(SHORT_WAIT_UNTIL) || Boolean.TRUE.equals(analogBeforeFebruary2024)) {
            return null;
        }
        boolean longer = monthsAfter.stream()
                .map(after -> after instanceof Integer months ? analogFrom(months) : null)
                .anyMatch(day -> day != null && day.isAfter(lawUntil.plusDays(1)));
        return longer ? lawUntil : null;
    }

    /** The day after a law that ends, a day far off after one that does not. */
    public static LocalDate dayAfter(@Nullable LocalDate lawUntil) {
        return lawUntil == null ? LocalDate.MAX : lawUntil.plusDays(1);
    }

    /** § 2 AsylbLG is said to have been received up to the day of § 20 AsylbLG, when the months were not complete. */
    public boolean analogTooEarly(int months) {
        LocalDate day = analogFrom(months);
        return Boolean.TRUE.equals(analogBeforeFebruary2024) && day != null && day.isAfter(SHORT_WAIT_UNTIL);
    }

    /** Under age on the day of § 20 AsylbLG, so a parent's § 2 AsylbLG may have been the ground (§ 2 Abs. 3 AsylbLG). */
    public boolean isMinorWhenWaitGrew() {
        return minorOn(SHORT_WAIT_UNTIL);
    }

    /** A minor with a parent who has § 2 AsylbLG in that time (§ 2 Abs. 3 AsylbLG). */
    public boolean sharesAnalogOf(RelativeLaw parent) {
        LocalDate last = lastDayOfMinority();
        LocalDate from = parent.analogFrom();
        return parent.relation().equals("PARENT")
                && last != null
                && from != null
                && !notBefore(from).isAfter(last)
                && !parent.analogWithChildUntil(last).isBefore(notBefore(from));
    }

    /**
     * The relative's AsylbLG carries this person, who was here while it lasted (§ 1 Abs. 1 Nr. 6 AsylbLG); a child to the end
     * of the month of majority (Abs. 3 S. 1).
     */
    public boolean derivesFrom(RelativeLaw relative, LocalDate today) {
        LocalDate until = relative.asylblgUntil();
        LocalDate here = hereSince();
        return relative.underAsylblg()
                && (relative.relation().equals("SPOUSE")
                        || relative.relation().equals("PARENT")
                                && minorOn(today.withDayOfMonth(1).minusDays(1)))
                && (until == null || here == null || !here.isAfter(until));
    }

    /** Without a title of his or her own this person falls under § 1 Abs. 1 Nr. 6 AsylbLG on that day, with the relative. */
    public boolean caughtWith(RelativeLaw relative, LocalDate day) {
        return relative.underAsylblgOn(day)
                && (relative.relation().equals("SPOUSE") || relative.relation().equals("PARENT") && minorOn(day));
    }

    /** A title has been issued by now and counts from before that day. */
    public boolean titledBefore(LocalDate day, LocalDate today) {
        LocalDate counts = titleCountsFrom();
        return titled(today) && counts != null && counts.isBefore(day);
    }

    private boolean minorOn(LocalDate day) {
        return birthDate != null && BusinessCalendar.ageOn(birthDate, day) < 18;
    }

    /** The relative has free movement and this person with him (§ 3 Abs. 1, § 1 Abs. 2 Nr. 3 FreizügG/EU). */
    public boolean accompanies(RelativeLaw relative, LocalDate today) {
        boolean family = relative.relation().equals("SPOUSE")
                || relative.relation().equals("PARENT")
                        && birthDate != null
                        && BusinessCalendar.ageOn(birthDate, today) < 21;
        return family && relative.residenceStatus() == ResidenceStatus.EU_CITIZEN && relative.erwerbsfaehigOn(today);
    }

    /** The last day of the title as its months say, or null. */
    public @Nullable LocalDate getTitleEnds() {
        return titleIssuedOn == null || titleMonths == null
                ? null
                : BusinessCalendar.plusMonths(titleIssuedOn, titleMonths);
    }

    /** The latest of birth, entry and beginning of the status, or null. */
    private @Nullable LocalDate hereSince() {
        return Stream.of(
                        Optional.ofNullable(birthDate),
                        Optional.ofNullable(inGermanySince),
                        Optional.ofNullable(statusSince))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Born in the country, as far as is known. */
    public boolean isBornHere() {
        return birthDate != null && birthDate.equals(hereSince());
    }

    /** First day on which the 15th year of life is completed, or null. */
    public @Nullable LocalDate fifteenOn() {
        return birthDate == null
                ? null
                : BusinessCalendar.completesYearOfLife(birthDate, 15).plusDays(1);
    }

    /** The 15th year of life is completed today or in so many months. */
    public boolean turnsFifteen(LocalDate today, int months) {
        LocalDate fifteen = fifteenOn();
        return fifteen != null
                && !fifteen.isBefore(today)
                && !fifteen.isAfter(BusinessCalendar.plusMonths(today, months));
    }

    /** Able to work on that day, and the last law worked out by then is SGB II. */
    public boolean ableToWorkUnderSgbIiOn(LocalDate day, Collection<?> laws) {
        return canWorkOn(day)
                && laws.stream()
                        .filter(NewLaw.class::isInstance)
                        .map(NewLaw.class::cast)
                        .filter(one -> !one.day().isAfter(day))
                        .max(Comparator.comparing(NewLaw::day))
                        .filter(one -> one.law() == Rechtskreis.SGB_II)
                        .isPresent();
    }

    public boolean underFifteenOn(LocalDate day) {
        LocalDate fifteen = fifteenOn();
        return fifteen != null && day.isBefore(fifteen);
    }

    /** Erwerbsfähig and at least fifteen (§ 7 Abs. 1 S. 1 Nr. 1, 2 SGB II); what is not known counts as yes. */
    public boolean canWorkOn(LocalDate day) {
        return !Boolean.FALSE.equals(employable) && !underFifteenOn(day);
    }

    /** School comes first, as {@link Schooling} has it. */
    public boolean schoolFirst(LocalDate day) {
        return Schooling.first(birthDate, null, day);
    }

    /** The last day before the 18th year of life is completed, or null. */
    public @Nullable LocalDate lastDayOfMinority() {
        return birthDate == null ? null : BusinessCalendar.completesYearOfLife(birthDate, 18);
    }

    /** The day, or null if the person is of age then. */
    public @Nullable LocalDate whileMinor(LocalDate day) {
        LocalDate last = lastDayOfMinority();
        return last != null && day.isAfter(last) ? null : day;
    }

    /** The first day on which that age may be completed if day and month of the birth are not certain: born on 1 January. */
    public @Nullable LocalDate earliestAt(int years) {
        return birthDate == null
                ? null
                : BusinessCalendar.completesYearOfLife(birthDate.withDayOfYear(1), years)
                        .plusDays(1);
    }

    /** The first day on which that age is completed for sure: born on 31 December. */
    public @Nullable LocalDate latestAt(int years) {
        return birthDate == null
                ? null
                : BusinessCalendar.completesYearOfLife(birthDate.withMonth(12).withDayOfMonth(31), years)
                        .plusDays(1);
    }

    /** Day and month are not certain, and whether that age is completed is open on some day of those two and between. */
    public boolean uncertainAt(int years, LocalDate from, LocalDate until) {
        LocalDate earliest = earliestAt(years);
        LocalDate latest = latestAt(years);
        return birthDateUncertain
                && earliest != null
                && latest != null
                && !earliest.isAfter(until)
                && latest.isAfter(from);
    }

    /** Not of children under six on the day of the Fiktionsbescheinigung (§ 49 Abs. 4a AufenthG). */
    public boolean identityToBeRegistered() {
        return birthDate == null || certificateOn == null || BusinessCalendar.ageOn(birthDate, certificateOn) >= 6;
    }

    /** The first day on which a Fiktionsbescheinigung or a title under § 24 AufenthG was issued, or null. */
    public @Nullable LocalDate firstIssuedOn() {
        if (certificateOn == null || (titleIssuedOn != null && titleIssuedOn.isBefore(certificateOn))) {
            return titleIssuedOn;
        }
        return certificateOn;
    }

    /**
     * § 24 AufenthG: title or certificate from before the day from which SGB II is for them, and nothing known against it that
     * the data were stored by then (§ 1 Abs. 1 Nr. 8 AsylbLG, § 74 Abs. 3 SGB II).
     */
    public boolean protectedBefore(LocalDate first) {
        LocalDate issued = firstIssuedOn();
        return residenceStatus == ResidenceStatus.TITLE_24
                && issued != null
                && issued.isBefore(first)
                && (identityRegisteredOn == null || identityRegisteredOn.isBefore(first) || !identityToBeRegistered());
    }

    /** The day by which to apply for the title, or null if it is issued or the service is not known. */
    public @Nullable LocalDate titleApplication(LocalDate today, int days) {
        return decisionServedOn == null || titled(today) ? null : decisionServedOn.plusDays(days);
    }

    /** The same, known to have left AsylbLG by an earlier title. */
    public StatusFacts afterAsylblg(LocalDate firstDay) {
        return new StatusFacts(
                residenceStatus,
                decisionServedOn,
                decisionFinalOn,
                titleIssuedOn,
                titleMonths,
                inGermanySince,
                birthDate,
                birthDateUncertain,
                employable,
                needsSupport,
                appealFiled,
                benefitNow == Rechtskreis.ASYLBLG ? null : benefitNow,
                municipality,
                statusSince,
                suspensionDecidedOn,
                certificateOn,
                identityRegisteredOn,
                registeredAddressOn,
                unaccompaniedFoundOn,
                stayProlongedAbusively,
                analogBeforeFebruary2024,
                firstDay,
                titleValidFrom,
                titleValidUntil);
    }

    /** The same without the days that contradict others; nothing is worked out from them. */
    public StatusFacts without(Collection<Contradiction> contradictions) {
        return new StatusFacts(
                residenceStatus,
                kept("DECISION_SERVED", decisionServedOn, contradictions),
                kept("DECISION_FINAL", decisionFinalOn, contradictions),
                kept("TITLE_ISSUED PROTECTION_TITLE", titleIssuedOn, contradictions),
                titleMonths,
                kept("ENTRY", inGermanySince, contradictions),
                kept("BIRTH", birthDate, contradictions),
                birthDateUncertain,
                employable,
                needsSupport,
                appealFiled,
                benefitNow,
                municipality,
                kept("STATUS_HERE", statusSince, contradictions),
                kept("FIRST_DULDUNG", suspensionDecidedOn, contradictions),
                kept("FIKTIONSBESCHEINIGUNG", certificateOn, contradictions),
                identityRegisteredOn,
                kept("ADDRESS_REGISTERED", registeredAddressOn, contradictions),
                kept("UNACCOMPANIED_FOUND", unaccompaniedFoundOn, contradictions),
                stayProlongedAbusively,
                analogBeforeFebruary2024,
                leftAsylblgOn,
                titleValidFrom,
                kept("TITLE_VALID_UNTIL", titleValidUntil, contradictions));
    }

    /** The same without the entry, if that contradicts another day, and without a status that began before it. */
    public StatusFacts withoutEntry(Collection<Contradiction> contradictions) {
        return without(contradictions.stream()
                .filter(one -> one.of("ENTRY"))
                .map(one -> new Contradiction("ENTRY", one.of("STATUS_HERE") ? "STATUS_HERE" : "ENTRY", one.words()))
                .toList());
    }

    private static @Nullable LocalDate kept(
            String names, @Nullable LocalDate day, Collection<Contradiction> contradictions) {
        return contradictions.stream().anyMatch(one -> one.of(names)) ? null : day;
    }

    public static Builder with(@Nullable ResidenceStatus status) {
        return new Builder(status);
    }

    /** Fills the facts one by one; what is left out is not known. */
    public static final class Builder {

        private final @Nullable ResidenceStatus residenceStatus;
        private @Nullable LocalDate decisionServedOn;
        private @Nullable LocalDate decisionFinalOn;
        private @Nullable LocalDate titleIssuedOn;
        private @Nullable Integer titleMonths;
        private @Nullable LocalDate inGermanySince;
        private @Nullable LocalDate birthDate;
        private boolean birthDateUncertain;
        private @Nullable Boolean employable;
        private @Nullable Boolean needsSupport;
        private @Nullable Boolean appealFiled;
        private @Nullable Rechtskreis benefitNow;
        private @Nullable Municipality municipality;
        private @Nullable LocalDate statusSince;
        private @Nullable LocalDate suspensionDecidedOn;
        private @Nullable LocalDate certificateOn;
        private @Nullable LocalDate identityRegisteredOn;
        private @Nullable LocalDate registeredAddressOn;
        private @Nullable LocalDate unaccompaniedFoundOn;
        private @Nullable Boolean stayProlongedAbusively;
        private @Nullable Boolean analogBeforeFebruary2024;
        private @Nullable LocalDate leftAsylblgOn;
        private @Nullable LocalDate titleValidFrom;
        private @Nullable LocalDate titleValidUntil;

        private Builder(@Nullable ResidenceStatus residenceStatus) {
            this.residenceStatus = residenceStatus;
        }

        public Builder decisionServedOn(@Nullable LocalDate day) {
            decisionServedOn = day;
            return this;
        }

        public Builder decisionFinalOn(@Nullable LocalDate day) {
            decisionFinalOn = day;
            return this;
        }

        public Builder title(@Nullable LocalDate issuedOn, @Nullable Integer months) {
            titleIssuedOn = issuedOn;
            titleMonths = months;
            return this;
        }

        public Builder titleValidUntil(@Nullable LocalDate day) {
            titleValidUntil = day;
            return this;
        }

        public Builder inGermanySince(@Nullable LocalDate day) {
            inGermanySince = day;
            return this;
        }

        public Builder birthDate(@Nullable LocalDate day, boolean uncertain) {
            birthDate = day;
            birthDateUncertain = uncertain;
            return this;
        }

        public Builder employable(@Nullable Boolean answer) {
            employable = answer;
            return this;
        }

        public Builder needsSupport(@Nullable Boolean answer) {
            needsSupport = answer;
            return this;
        }

        public Builder appealFiled(@Nullable Boolean answer) {
            appealFiled = answer;
            return this;
        }

        public Builder benefitNow(@Nullable Rechtskreis rechtskreis) {
            benefitNow = rechtskreis;
            return this;
        }

        public Builder municipality(@Nullable Municipality place) {
            municipality = place;
            return this;
        }

        public Builder statusSince(@Nullable LocalDate day) {
            statusSince = day;
            return this;
        }

        public Builder suspensionDecidedOn(@Nullable LocalDate day) {
            suspensionDecidedOn = day;
            return this;
        }

        public Builder certificateOn(@Nullable LocalDate day) {
            certificateOn = day;
            return this;
        }

        public Builder identityRegisteredOn(@Nullable LocalDate day) {
            identityRegisteredOn = day;
            return this;
        }

        public Builder registeredAddressOn(@Nullable LocalDate day) {
            registeredAddressOn = day;
            return this;
        }

        public Builder unaccompaniedFoundOn(@Nullable LocalDate day) {
            unaccompaniedFoundOn = day;
            return this;
        }

        public Builder stayProlongedAbusively(@Nullable Boolean answer) {
            stayProlongedAbusively = answer;
            return this;
        }

        public Builder analogBeforeFebruary2024(@Nullable Boolean answer) {
            analogBeforeFebruary2024 = answer;
            return this;
        }

        public Builder leftAsylblgOn(@Nullable LocalDate day) {
            leftAsylblgOn = day;
            return this;
        }

        public Builder titleValidFrom(@Nullable LocalDate day) {
            titleValidFrom = day;
            return this;
        }

        public StatusFacts build() {
            return new StatusFacts(
                    residenceStatus,
                    decisionServedOn,
                    decisionFinalOn,
                    titleIssuedOn,
                    titleMonths,
                    inGermanySince,
                    birthDate,
                    birthDateUncertain,
                    employable,
                    needsSupport,
                    appealFiled,
                    benefitNow,
                    municipality,
                    statusSince,
                    suspensionDecidedOn,
                    certificateOn,
                    identityRegisteredOn,
                    registeredAddressOn,
                    unaccompaniedFoundOn,
                    stayProlongedAbusively,
                    analogBeforeFebruary2024,
                    leftAsylblgOn,
                    titleValidFrom,
                    titleValidUntil);
        }
    }
}
