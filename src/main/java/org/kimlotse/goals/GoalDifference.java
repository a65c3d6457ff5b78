package org.kimlotse.goals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What changed from one version of an agreement to the next. Goals are the same if their words are. */
public sealed interface GoalDifference {

    record Added(Goal goal) implements GoalDifference {}

    record Dropped(Goal goal) implements GoalDifference {}

    /** Same goal, other owner, day or indicator. */
    record Changed(Goal before, Goal after) implements GoalDifference {}

    record ReferralAdded(AgreedReferral referral) implements GoalDifference {}

    record ReferralDropped(AgreedReferral referral) implements GoalDifference {}

    /** In the order of the newer version, then what was dropped, then the referrals. */
    static List<GoalDifference> between(GoalAgreement older, GoalAgreement newer) {
        List<Goal> left = new ArrayList<>(older.goals());
        List<GoalDifference> differences = new ArrayList<>();
        for (Goal goal : newer.goals()) {
            if (left.remove(goal)) {
                continue;
            }
            left.stream()
                    .filter(before -> before.goal().equals(goal.goal()))
                    .findFirst()
                    .ifPresentOrElse(
                            before -> {
                                left.remove(before);
                                differences.add(new Changed(before, goal));
                            },
                            () -> differences.add(new Added(goal)));
        }
        left.forEach(goal -> differences.add(new Dropped(goal)));
        without(newer.referrals(), older.referrals()).forEach(r -> differences.add(new ReferralAdded(r)));
        without(older.referrals(), newer.referrals()).forEach(r -> differences.add(new ReferralDropped(r)));
        return differences;
    }

    private static Set<AgreedReferral> without(Set<AgreedReferral> all, Set<AgreedReferral> those) {
        Set<AgreedReferral> rest = EnumSet.noneOf(AgreedReferral.class);
        rest.addAll(all);
        rest.removeAll(those);
        return rest;
    }
}
