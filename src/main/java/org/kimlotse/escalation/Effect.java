package org.kimlotse.escalation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether the measures changed anything. */
public enum Effect {
    EFFECTIVE("wirksam"),
    NOT_EFFECTIVE("nicht wirksam"),
    NOT_ASSESSABLE("nicht beurteilbar");

    private final String label;

    Effect(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /**
     * The verdict of the data and what the group's coordination made of it.
     *
     * @param backOnAgenda null until assessed
     */
    public record Assessment(
            UUID id,
            UUID resolution,
            StepFigures before,
            StepFigures after,
            Effect effect,
            Instant computedAt,
            @Nullable Boolean backOnAgenda,
            @Nullable String reason) {}

    /**
     * Fewer cases than the rules of procedure ask for in either period cannot be judged. Otherwise the measures were
     * effective if the share of missed handovers fell by at least the percentage of the rules and the median of waiting
     * days did not rise; where nothing had been missed before, if the median fell by that percentage and nothing is missed
     * now.
     */
    static Effect of(StepFigures before, StepFigures after, RulesOfProcedure rules) {
        if (before.cases() < rules.minimumCases() || after.cases() < rules.minimumCases()) {
            return NOT_ASSESSABLE;
        }
        int medianBefore = before.twiceMedianDays().orElseThrow();
        int medianAfter = after.twiceMedianDays().orElseThrow();
        int kept = 100 - rules.effectMinReductionPercent();
        boolean effective;
        if (before.missed() == 0) {
            effective = after.missed() == 0 && medianAfter < medianBefore && medianAfter * 100 <= medianBefore * kept;
        } else {
            boolean shareFell = (long) after.missed() * before.handovers() * 100
                    <= (long) before.missed() * after.handovers() * kept;
            effective = shareFell && medianAfter <= medianBefore;
        }
        return effective ? EFFECTIVE : NOT_EFFECTIVE;
    }
}
