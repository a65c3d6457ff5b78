package org.kimlotse.preview;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Plans and facts around residence, family and counselling. Null means: not known. */
public record FamilyInput(
        @Nullable LocalDate titleValidUntil,
        @Nullable String wantsToMoveTo,
        boolean movesToFamily,
        @Nullable LocalDate movedOn,
        boolean carePlace,
        int schoolYears,
        boolean schoolDegree,
        @Nullable Boolean consentToModule3,
        boolean simpleNeed,
        boolean asylumQuestion,
        boolean remedyDeadlineRuns) {}
