package org.kimlotse.preview;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.preview.Household.Member;

/**
 * A person's way into work as far as it has come. Null means: not known.
 *
 * @param profession whose qualification is to be recognised: HEALTH, TEACHING or OTHER
 * @param municipalServices what of § 16a SGB II would help
 */
public record WorkPlans(
        @Nullable Boolean recognition,
        @Nullable String profession,
        @Nullable LocalDate talkOn,
        @Nullable LocalDate planOn,
        @Nullable Boolean planHasCourse,
        @Nullable Boolean talkMissed,
        Set<String> municipalServices) {

    /** The same without a talk or plan that lies ahead. */
    WorkPlans knownBy(LocalDate today) {
        return new WorkPlans(
                recognition,
                profession,
                Member.happened(talkOn, today),
                Member.happened(planOn, today),
                planHasCourse,
                talkMissed,
                municipalServices);
    }
}
