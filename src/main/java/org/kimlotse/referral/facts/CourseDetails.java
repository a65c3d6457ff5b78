package org.kimlotse.referral.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What else is known of a person and a course beside {@link CourseFacts}. Null means: not known.
 *
 * @param intensiveFeasible the placement test lets success within an intensive course be expected (§ 13 Abs. 2 S. 4 IntV)
 * @param supportNeed needs a course with special pedagogic support (§ 13 Abs. 1 S. 3 Nr. 3 IntV)
 * @param wishedKind a kind asked for: FRAUEN, ELTERN or JUGEND
 * @param lowNeed little need of integration is evident (§ 44 Abs. 3 S. 1 Nr. 2 AufenthG)
 * @param finishedKind the kind of course whose hours are used up, or null
 * @param testPassed the language test was passed
 * @param inTraining in training or studies, not only in work (§ 44a Abs. 2 Nr. 1 AufenthG)
 * @param children children taken into account for the contribution to the costs
 * @param movesOn day of a move, made or planned, or null
 */
public record CourseDetails(
        @Nullable Boolean intensiveFeasible,
        @Nullable Boolean supportNeed,
        @Nullable String wishedKind,
        @Nullable Boolean lowNeed,
        @Nullable String finishedKind,
        @Nullable Boolean testPassed,
        int children,
        @Nullable Boolean inTraining,
        @Nullable LocalDate movesOn) {

    /** With what the household says of the person: no number given means those who live with the person. */
    public CourseDetails of(boolean training, int childrenAtHome, @Nullable LocalDate moves) {
        return new CourseDetails(
                intensiveFeasible,
                supportNeed,
                wishedKind,
                lowNeed,
                finishedKind,
                testPassed,
                children == 0 ? childrenAtHome : children,
                training,
                moves);
    }

    /** Kinds after which up to 300 hours may be repeated (§ 13 Abs. 1 S. 4 IntV). */
    public boolean mayRepeat() {
        return Boolean.FALSE.equals(testPassed)
                && ("ALPHABETISIERUNG".equals(finishedKind) || "FOERDERKURS".equals(finishedKind));
    }

    /** Took part in a whole course without reaching B1 (§ 13 Abs. 2 S. 2 Nr. 1 DeuFöV). */
    public boolean finishedWithoutB1() {
        return finishedKind != null && Boolean.FALSE.equals(testPassed);
    }
}
