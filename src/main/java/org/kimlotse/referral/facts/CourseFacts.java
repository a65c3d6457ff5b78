package org.kimlotse.referral.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Schooling;

/**
 * A person who wants to learn German, and how far the way into a course has come. Days are local dates.
 *
 * @param day the day asked about
 * @param status null if not known
 * @param benefit the law that is expected to pay, or null if not known
 * @param benefitFrom the first day of that law if it still lies ahead, else null
 * @param titleIssuedOn the day the first residence title was issued, or null
 * @param adult 18 years or older, null if not known
 * @param employable null if not known
 * @param working in work, training or studies, null if not known
 * @param inSchool goes to school, null if not known
 * @param level null if not known
 * @param literacy null if not known
 * @param fullTime could follow a full-time course, null if not known
 * @param childcareNeeded null if not known
 * @param refusedDoors doors an office has refused in this referral, by the names in the table
 * @param door the door a person decided on, or null
 * @param certificateOn issue of the certificate of entitlement, or null
 * @param obliged the person is obliged to take part, null if not known
 * @param registeredOn registration with the course provider, or null
 * @param absentDays days missed without excuse since the last look, null if not known
 * @param titleMonths total validity of the first title, null if not known
 * @param couldNotRegister was prevented from registering through no fault of his or her own (§ 44 Abs. 2 S. 2 AufenthG)
 * @param toleratedSince first day of the uninterrupted Duldung, null if there is none or it is not known
 * @param certificateSeenOn since when we know of a certificate that existed before, else null
 * @param certificateUntil last day of the certificate as it stands on it, or null
 * @param birthDate null if not known
 * @param begun the course was begun, null if not known
 * @param startedOn first day of the course, null if not begun or not known
 * @param interruptedSince first day of an interruption that lasts, or null
 */
public record CourseFacts(
        LocalDate day,
        @Nullable CourseStatus status,
        @Nullable Rechtskreis benefit,
        @Nullable LocalDate benefitFrom,
        @Nullable LocalDate titleIssuedOn,
        @Nullable Boolean adult,
        @Nullable Boolean employable,
        @Nullable Boolean working,
        @Nullable Boolean inSchool,
        @Nullable GermanLevel level,
        @Nullable Literacy literacy,
        @Nullable Boolean fullTime,
        @Nullable Boolean childcareNeeded,
        Set<String> refusedDoors,
        @Nullable String door,
        @Nullable LocalDate certificateOn,
        @Nullable Boolean obliged,
        @Nullable LocalDate registeredOn,
        @Nullable Integer absentDays,
        @Nullable Integer titleMonths,
        @Nullable LocalDate toleratedSince,
        @Nullable Boolean couldNotRegister,
        @Nullable LocalDate certificateSeenOn,
        @Nullable LocalDate certificateUntil,
        @Nullable LocalDate birthDate,
        @Nullable Boolean begun,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate interruptedSince)
        implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    private static final int PERMANENT_MONTHS = 12;
    private static final int PERMANENT_BY_STAY_MONTHS = 18;

    public CourseFacts {
        refusedDoors = refusedDoors == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(refusedDoors));
    }

    /** The status is one of those named, separated by blanks. */
    public boolean statusIn(String names) {
        return status != null && Set.of(names.strip().split("\\s+")).contains(status.name());
    }

    /** The law that pays is one of those named, separated by blanks. */
    public boolean benefitIn(String names) {
        return benefit != null && Set.of(names.strip().split("\\s+")).contains(benefit.name());
    }

    /** Below B1, or not known: § 44 Abs. 3 S. 1 Nr. 3 AufenthG, § 3 Abs. 2 IntV. */
    public boolean belowB1() {
        return level == null || level.compareTo(GermanLevel.B1) < 0;
    }

    /**
     * The right of § 44 Abs. 1 AufenthG has begun or is still to come, and has not lapsed: the title is one for a permanent
     * stay and no older than a year, or the person registered within that year (§ 44 Abs. 2 AufenthG)
     * and began, or may still begin, within a year after that, without a break of more than a year (§ 4 Abs. 1 S. 3 IntV).
     */
    public boolean rightOpen() {
        if (titleIssuedOn == null) {
            return true;
        }
        LocalDate last = BusinessCalendar.plusYears(titleIssuedOn, 1);
        return permanentStay()
                && !notBegunInTime()
                && !interruptedTooLong()
                && (!day.isAfter(last)
                        || (registeredOn != null && !registeredOn.isAfter(last))
                        || Boolean.TRUE.equals(couldNotRegister));
    }

    /** A year after the title nobody had registered, and it is not known that this was without fault (§ 44 Abs. 2 AufenthG). */
    public boolean rightLapsed() {
        if (titleIssuedOn == null || Boolean.TRUE.equals(couldNotRegister)) {
            return false;
        }
        LocalDate last = BusinessCalendar.plusYears(titleIssuedOn, 1);
        return day.isAfter(last) && (registeredOn == null ? !Boolean.TRUE.equals(begun) : registeredOn.isAfter(last));
    }

    /** Registered on the strength of a right that had lapsed. */
    public boolean registeredTooLate() {
        return registeredOn != null
                && rightLapsed()
                && statusIn("P25_1_2 P25B FAMILY_OR_WORK RESETTLED")
                && (door == null || chose("ANSPRUCH"));
    }

    /**
     * The course was begun later than a year after the registration, or that year is over and it is not known that it was
     * begun (§ 4 Abs. 1 S. 3 IntV).
     */
    public boolean notBegunInTime() {
        if (registeredOn == null || chose("BERUFSSPRACHKURS KOMMUNAL")) {
            return false;
        }
        LocalDate last = BusinessCalendar.plusYears(registeredOn, 1);
        return startedOn == null ? !Boolean.TRUE.equals(begun) && day.isAfter(last) : startedOn.isAfter(last);
    }

    /** The break has lasted more than a year (§ 4 Abs. 1 S. 3 IntV). */
    public boolean interruptedTooLong() {
        return interruptedSince != null
                && !chose("BERUFSSPRACHKURS KOMMUNAL")
                && day.isAfter(BusinessCalendar.plusYears(interruptedSince, 1));
    }

    /** Goes to a course that leaves nothing to arrange. */
    public boolean inCourse() {
        return Boolean.TRUE.equals(begun) && !notBegunInTime() && interruptedSince == null;
    }

    /** A title of at least a year, or held for more than eighteen months (§ 44 Abs. 1 S. 2 AufenthG); so if not known. */
    private boolean permanentStay() {
        return titleMonths == null
                || titleMonths >= PERMANENT_MONTHS
                || (titleIssuedOn != null
                        && day.isAfter(BusinessCalendar.plusMonths(titleIssuedOn, PERMANENT_BY_STAY_MONTHS)));
    }

    /** In work, training or studies. */
    public boolean atWork() {
        return Boolean.TRUE.equals(working);
    }

    /** Tolerated for so many months, or not held to it (§ 4 Abs. 1 S. 2 DeuFöV); so if the day is not known. */
    public boolean toleratedLongEnough(int months) {
        return status != CourseStatus.DULDUNG_OTHER
                || toleratedSince == null
                || !day.isBefore(BusinessCalendar.plusMonths(toleratedSince, months));
    }

    /** Able to work, not in work, of age and out of school: whom the benefits office may oblige (§ 5b Abs. 1 AsylbLG). */
    public boolean mayBeObliged() {
        return !Boolean.FALSE.equals(adult)
                && !Boolean.FALSE.equals(employable)
                && !Boolean.TRUE.equals(working)
                && !outOfCourses();
    }

    /** School comes first, as {@link Schooling} has it: no Integrationskurs. */
    public boolean outOfCourses() {
        return Schooling.first(birthDate, inSchool, day);
    }

    /** School comes first only because of the age. */
    public boolean schoolOnlySupposed() {
        return outOfCourses() && inSchool == null && !Schooling.first(birthDate, false, day);
    }

    /** The door decided on is one of those named, separated by blanks. */
    public boolean chose(String names) {
        return door != null && Set.of(names.strip().split("\\s+")).contains(door);
    }

    public boolean mustTakePart() {
        return Boolean.TRUE.equals(obliged);
    }

    /**
     * A day from which deadlines are counted.
     *
     * @param base TAG (today), LEISTUNG (today, or the first day of the benefit law that comes), BESTAETIGUNG (issue of the
     *     certificate, or the day we learned of one that existed, else today) or ANMELDUNG (registration, else today)
     */
    public LocalDate day(String base) {
        return switch (base) {
            case "TAG" -> day;
            case "LEISTUNG" -> benefitFrom == null || benefitFrom.isBefore(day) ? day : benefitFrom;
            case "BESTAETIGUNG" ->
                certificateSeenOn != null ? certificateSeenOn : certificateOn == null ? day : certificateOn;
            case "ANMELDUNG" -> registeredOn == null ? day : registeredOn;
            default -> throw new IllegalArgumentException("Bezugstag unbekannt: " + base);
        };
    }
}
