package org.kimlotse.transition.facts;

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
 * A change of benefit law whose hops are to be planned. The dates come from the decision on the benefit law.
 *
 * @param newLaw where the person goes: SGB_II, SGB_XII_3, SGB_XII_4 or NONE (no need)
 * @param trigger the day of the event (service, issue of the title)
 * @param asylblgUntil last day of the old law
 * @param newLawFrom first day of the new law
 * @param titleIssuedOn the day the residence title was issued, null if it is not yet
 * @param courseRight the title gives (or will give) a right to an Integrationskurs (§ 44 Abs. 1 AufenthG), null if unknown
 * @param residenceRule the person is bound to a place of residence (§ 12a AufenthG), null if unknown
 * @param children number of children under 18 in the household for whom this person applies for Kindergeld (§ 64 Abs. 1 EStG:
 *     one does), null if unknown
 * @param sharedAccommodation lives in municipal shared accommodation, null if unknown
 * @param consentedReceivers kinds of office a valid consent covers, by the names of {@code directory.OfficeKind}, for
 *     example {@code JC}; empty: none
 * @param insuredByWork a job with compulsory health insurance goes on when the new law begins, null if not known
 * @param birthDate null if not known
 * @param employable can work at least three hours a day (§ 8 SGB II), null if not known
 * @param inSchool goes to school, null if not known
 * @param germanSufficient German at B1 or better is known (§ 44 Abs. 3 S. 1 Nr. 3 AufenthG), null if not known
 * @param benefitNow the law that pays now, null if not known
 * @param kindergeldApplication last day to apply for Kindergeld without loss as the rules on residence and family say (§ 70
 *     Abs. 1 S. 2 EStG), null if they say none
 */
public record TransitionFacts(
        Rechtskreis newLaw,
        LocalDate trigger,
        LocalDate asylblgUntil,
        LocalDate newLawFrom,
        @Nullable LocalDate titleIssuedOn,
        @Nullable Boolean courseRight,
        @Nullable Boolean residenceRule,
        @Nullable Integer children,
        @Nullable Boolean sharedAccommodation,
        Set<String> consentedReceivers,
        @Nullable Boolean insuredByWork,
        @Nullable LocalDate birthDate,
        @Nullable Boolean employable,
        @Nullable Boolean inSchool,
        @Nullable Boolean germanSufficient,
        @Nullable Rechtskreis benefitNow,
        @Nullable LocalDate kindergeldApplication)
        implements OfDay {

    private static final int FIFTEEN = 15;

    @Override
    public LocalDate concernedDay() {
        return trigger;
    }

    public TransitionFacts {
        consentedReceivers = Collections.unmodifiableSet(new TreeSet<>(consentedReceivers));
    }

    /** The new law is one of those named, separated by blanks. */
    public boolean newLawIn(String names) {
        return Set.of(names.strip().split("\\s+")).contains(newLaw.name());
    }

    /** A step that the circumstances make needless: no Krankenkasse to choose for who stays insured by work. */
    public boolean needs(String hop) {
        return !hop.equals("H7") || !Boolean.TRUE.equals(insuredByWork);
    }

    /** School comes first, as {@link Schooling} has it: no Integrationskurs. */
    public boolean schoolFirst() {
        return Schooling.first(birthDate, inSchool, newLawFrom);
    }

    /** School comes first only because of the age. */
    public boolean schoolOnlySupposed() {
        return schoolFirst() && !Schooling.first(birthDate, false, newLawFrom) && inSchool == null;
    }

    /** A course of the first steps of German is what this person may need. */
    public boolean courseConceivable() {
        return !schoolFirst() && !Boolean.TRUE.equals(germanSufficient);
    }

    /** Erwerbsfähig and at least fifteen when the new law begins (§ 7 Abs. 1 S. 1 Nr. 1, 2 SGB II); so if not known. */
    public boolean canWork() {
        return !Boolean.FALSE.equals(employable)
                && (birthDate == null || BusinessCalendar.ageOn(birthDate, newLawFrom) >= FIFTEEN);
    }

    public boolean titleIssued() {
        return titleIssuedOn != null;
    }

    /** Yes or unknown. */
    public boolean childrenPossible() {
        return children == null || children > 0;
    }

    /** Yes or unknown. */
    public boolean courseRightPossible() {
        return !Boolean.FALSE.equals(courseRight);
    }

    /** Yes or unknown. */
    public boolean residenceRulePossible() {
        return !Boolean.FALSE.equals(residenceRule);
    }

    /** Yes or unknown. */
    public boolean sharedAccommodationPossible() {
        return !Boolean.FALSE.equals(sharedAccommodation);
    }

    /**
     * A day from which deadlines are counted.
     *
     * @param base T (event), S (first day of the new law), EOM_T (last day of the old law) or TITEL (issue of the title)
     * @throws IllegalArgumentException if the word is none of these, or there is no title yet
     */
    public LocalDate day(String base) {
        return switch (base) {
            case "T" -> trigger;
            case "S" -> newLawFrom;
            case "EOM_T" -> asylblgUntil;
            case "TITEL" -> {
                if (titleIssuedOn == null) {
                    throw new IllegalArgumentException("kein Titel");
                }
                yield titleIssuedOn;
            }
            default -> throw new IllegalArgumentException("Bezugstag unbekannt: " + base);
        };
    }

    /**
     * The last day without loss.
     *
     * @param kind F (end of the first month of the new law), S, EOM_T, DUE (the target itself), TITEL+1J (a year after the
     *     title) or KINDERGELD (last day to apply for it without loss); empty: none
     */
    public @Nullable LocalDate hard(String kind, LocalDate due) {
        return switch (kind) {
            case "" -> null;
            case "F" -> BusinessCalendar.eom(newLawFrom);
            case "S", "EOM_T" -> day(kind);
            case "DUE" -> due;
            case "TITEL+1J" -> titleIssuedOn == null ? null : BusinessCalendar.plusYears(titleIssuedOn, 1);
            case "KINDERGELD" -> kindergeldApplication;
            default -> throw new IllegalArgumentException("Letzter Tag unbekannt: " + kind);
        };
    }
}
