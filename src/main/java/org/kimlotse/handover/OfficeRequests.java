package org.kimlotse.handover;

import java.util.Optional;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.rulebook.RuleSet;
import org.springframework.stereotype.Component;

/** What the table of the steps has the office asked to do. */
@Component
class OfficeRequests {

    private final DecisionLog decisions;

    OfficeRequests(DecisionLog decisions) {
        this.decisions = decisions;
    }

    /** German, from us to the office; empty if the table has nothing for this step. */
    Optional<String> of(Handover h) {
        return decisions.latest(h.caseId(), RuleSet.TRANSITION_HOPS).stream()
                .flatMap(logged -> logged.decision().findings().stream())
                .filter(finding -> finding.ruleId().equals(h.ruleId()))
                .flatMap(finding -> finding.value("ask").stream())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
