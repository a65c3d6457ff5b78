package org.kimlotse.transition;

import java.util.Set;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.goals.ReferralsToOpen;
import org.kimlotse.shared.CaseId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the way into the new benefit begins with the signature; without a change of law it could not be agreed. */
@Component
@Order(0)
class TransitionToOpen implements ReferralsToOpen {

    private final Transitions transitions;

    TransitionToOpen(Transitions transitions) {
        this.transitions = transitions;
    }

    @Override
    public String text(CaseId caseId, Set<AgreedReferral> agreed) {
        if (!agreed.contains(AgreedReferral.TRANSITION)) {
            return "";
        }
        return "- **%s**: %s"
                .formatted(
                        AgreedReferral.TRANSITION.label(),
                        transitions.open(caseId).isPresent()
                                ? "läuft schon und geht weiter"
                                : "beginnt; die Übergaben an die Stellen kommen als Aufgaben");
    }
}
