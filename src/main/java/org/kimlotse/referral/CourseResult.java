package org.kimlotse.referral;

import org.jspecify.annotations.Nullable;
import org.kimlotse.referral.facts.GermanLevel;

/** With what a course ended. */
public enum CourseResult {
    C2("C2 erreicht", GermanLevel.C2),
    C1("C1 erreicht", GermanLevel.C1),
    B2("B2 erreicht", GermanLevel.B2),
    B1("B1 erreicht", GermanLevel.B1),
    A2("A2 erreicht", GermanLevel.A2),
    BELOW_A2("unter A2", null),
    NO_TEST("ohne Test beendet", null);

    private final String label;
    private final @Nullable GermanLevel level;

    CourseResult(String label, @Nullable GermanLevel level) {
        this.label = label;
        this.level = level;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** The German that was proved; null if the test proves none. */
    public @Nullable GermanLevel level() {
        return level;
    }
}
