package org.kimlotse.goals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Texts;

/**
 * One wording of the goal told in confidence.
 *
 * @param goal in the person's words; empty: it was given up
 * @param sign how one will notice that it is reached
 * @param signedVersion the version of the agreement it was signed with, null as long as it was not
 * @param outcome what became of it, by the words of the form; empty as long as nobody has said
 * @param words of the person about that
 */
public record ConfidentialGoal(
        UUID id,
        String goal,
        String sign,
        @Nullable LocalDate dueOn,
        Instant toldAt,
        String toldBy,
        @Nullable Integer signedVersion,
        String outcome,
        String words) {

    public boolean givenUp() {
        return goal.isEmpty();
    }

    public boolean signed() {
        return signedVersion != null;
    }

    /** Another wording does not take its place: it was signed, or somebody said what became of it. */
    public boolean stays() {
        return signed() || !outcome.isEmpty();
    }

    /** Whether it was signed with this version or an earlier one. */
    public boolean signedBy(int version) {
        return signedVersion != null && signedVersion <= version;
    }

    public boolean saysTheSame(ConfidentialGoal other) {
        return saysTheSame(other.goal, other.sign, other.dueOn);
    }

    public boolean saysTheSame(String otherGoal, String otherSign, @Nullable LocalDate otherDay) {
        return goal.equals(otherGoal) && sign.equals(otherSign) && Objects.equals(dueOn, otherDay);
    }

    /** German: the goal, by when and how one will notice. */
    public String sentence() {
        return "„%s“%s, erreicht, wenn: %s"
                .formatted(
                        Texts.oneLine(goal),
                        dueOn == null ? "" : ", bis " + BusinessCalendar.german(dueOn),
                        Texts.oneLine(sign));
    }

    /** Says nothing about the person. */
    @Override
    public String toString() {
        return "ConfidentialGoal[" + id + "]";
    }
}
