package org.kimlotse.transition;

import java.util.Optional;
import org.kimlotse.shared.CaseId;

/** Another way of the case that does a step of the change itself, so that no office is asked twice for the same. */
public interface StepsElsewhere {

    /**
     * Why a step need not be done by the change, German; empty if it is done nowhere else.
     *
     * @param office whom the change would ask
     */
    Optional<String> because(CaseId caseId, Hop hop, String office);
}
