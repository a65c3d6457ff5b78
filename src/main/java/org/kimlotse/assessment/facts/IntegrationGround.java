package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Work, training or studies of the person, the spouse or a minor child (§ 12a Abs. 1 S. 2 AufenthG). Null means: not known.
 *
 * @param who SELF, SPOUSE or CHILD
 * @param kind WORK or TRAINING (also studies)
 * @param insured the work is subject to social insurance
 * @param incomeEnough the income reaches the average need of a single person under §§ 20, 22 SGB II
 */
public record IntegrationGround(
        String who,
        String kind,
        @Nullable LocalDate from,
        @Nullable Integer weeklyHours,
        @Nullable Boolean insured,
        @Nullable Boolean incomeEnough) {

    /** Work of that many hours, insured, with enough income. */
    public boolean suffices(int hours) {
        return !isWork()
                || Boolean.TRUE.equals(insured)
                        && Boolean.TRUE.equals(incomeEnough)
                        && weeklyHours != null
                        && weeklyHours >= hours;
    }

    /** Work that would do, if what is not known is so. */
    public boolean mightSuffice(int hours) {
        return !suffices(hours)
                && !Boolean.FALSE.equals(insured)
                && !Boolean.FALSE.equals(incomeEnough)
                && (weeklyHours == null || weeklyHours >= hours);
    }

    private boolean isWork() {
        return kind.equals("WORK");
    }
}
