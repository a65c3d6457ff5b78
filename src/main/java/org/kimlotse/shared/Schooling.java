package org.kimlotse.shared;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who learns German at school: children, pupils and young people who start or continue school have no right to an
 * Integrationskurs (§ 44 Abs. 3 S. 1 Nr. 1 AufenthG). In NRW school is a duty for ten years, as a rule from six to sixteen,
 * and goes on at a Berufskolleg until eighteen for who is in no training (§§ 35, 37, 38 SchulG NRW).
 */
public final class Schooling {

    private static final int FULL_TIME_UNTIL = 16;
    private static final int DUTY_UNTIL = 18;

    private Schooling() {}

    /**
     * @param inSchool goes to school, null if not known: then the age decides
     * @return also true for who is too young for school
     */
    public static boolean first(@Nullable LocalDate born, @Nullable Boolean inSchool, LocalDate day) {
        if (inSchool != null && inSchool) {
            return true;
        }
        return born != null && BusinessCalendar.ageOn(born, day) < (inSchool == null ? DUTY_UNTIL : FULL_TIME_UNTIL);
    }
}
