package org.kimlotse.casework;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.kimlotse.goals.GoalOutcome;
import org.kimlotse.goals.GoalReview;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** How far the goals were reached as a whole, out of what was said of each; a proposal, the person who closes decides. */
@Component
public class Attainment {

    private final GoalReview review;

    Attainment(GoalReview review) {
        this.review = review;
    }

    /** True if there is something that can have been reached. */
    public boolean asked(CaseId caseId) {
        return !review.inForce(caseId).isEmpty();
    }

    /** Empty if nobody has said anything yet, or everything was given up. What is no longer wanted does not count. */
    public Optional<GoalAttainment> proposed(CaseId caseId) {
        List<GoalReview.Judged> goals = review.inForce(caseId).stream()
                .filter(g -> g.outcome() == null || g.outcome().kind() != GoalOutcome.Kind.NOT_WANTED)
                .toList();
        List<GoalOutcome> said = goals.stream()
                .map(GoalReview.Judged::outcome)
                .filter(Objects::nonNull)
                .toList();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        boolean all = said.size() == goals.size() && said.stream().allMatch(o -> o.kind() == GoalOutcome.Kind.REACHED);
        return Optional.of(all ? GoalAttainment.FULLY : GoalAttainment.PARTLY);
    }

    /** German markdown, one line for each goal in force; empty if nothing was agreed. */
    public String text(CaseId caseId) {
        return review.text(caseId);
    }
}
