package org.kimlotse.architecture.offenders.referral;

import org.kie.api.runtime.KieSession;

/** Deliberate offender: a use case that fires rules itself. */
class UsesDrools {

    void fire(KieSession session) {
        session.fireAllRules();
    }
}
