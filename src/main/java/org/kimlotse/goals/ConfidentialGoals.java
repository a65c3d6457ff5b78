package org.kimlotse.goals;

import java.util.List;
import java.util.Optional;
import org.kimlotse.shared.CaseId;

/**
 * The goal that a person tells in confidence. It belongs to the agreement like the others and is signed with it, but only by
 * who may look into the health compartment; for everybody else there is none.
 */
public interface ConfidentialGoals {

    /** As this version has it: signed with it or with an earlier one; in a draft also what has not been signed yet. */
    Optional<ConfidentialGoal> in(GoalAgreement version);

    /** What a version changed against the one signed before it, German sentences. */
    List<String> changes(GoalAgreement before, GoalAgreement after);

    /** This version was signed, with what is told in it; a version signed by somebody who could not read it leaves it open. */
    void signed(CaseId caseId, int version);
}
