package org.kimlotse.takeover;

import java.util.List;
import org.kimlotse.goals.RunningElsewhere;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/** Tells the agreement what was brought in with the case. */
@Component
class RunningBefore implements RunningElsewhere {

    private final TakeoverStore store;

    RunningBefore(TakeoverStore store) {
        this.store = store;
    }

    @Override
    public List<Running> of(CaseId caseId) {
        return store.referrals(caseId).stream()
                .map(r -> new Running(r.kind(), r.where(), r.sentence()))
                .toList();
    }
}
