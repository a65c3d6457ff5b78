package org.kimlotse.goals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Interpreter;
import org.kimlotse.casefile.Language;
import org.kimlotse.shared.CaseId;

/**
 * One version of what was agreed with the person. A signed version never changes; a change is a new version.
 *
 * @param version counts from 1 in each case
 * @param referrals what is opened once it is signed
 * @param explainedIn the language in which it was explained, null as long as it was not
 * @param signedOn the day of the person's signature, null as long as it is a draft
 * @param guardian who signed for a minor, empty for everybody else
 */
public record GoalAgreement(
        UUID id,
        CaseId caseId,
        int version,
        State state,
        List<Goal> goals,
        Set<AgreedReferral> referrals,
        @Nullable Language explainedIn,
        @Nullable Interpreter interpreter,
        @Nullable LocalDate signedOn,
        String guardian,
        Instant recordedAt,
        String recordedBy) {

    public GoalAgreement {
        goals = List.copyOf(goals);
        referrals = Set.copyOf(referrals);
    }

    public enum State {
        DRAFT("Entwurf"),
        SIGNED("unterschrieben");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The same for eyes that may not look into the health compartment. */
    GoalAgreement withoutHealth() {
        return new GoalAgreement(
                id,
                caseId,
                version,
                state,
                goals,
                referrals.stream().filter(r -> !r.confidential()).collect(Collectors.toSet()),
                explainedIn,
                interpreter,
                signedOn,
                guardian,
                recordedAt,
                recordedBy);
    }

    public boolean signed() {
        return state == State.SIGNED;
    }

    /** Says nothing about the person. */
    @Override
    public String toString() {
        return "GoalAgreement[" + caseId + ", version " + version + "]";
    }
}
