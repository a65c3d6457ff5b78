package org.kimlotse.architecture.offenders.referral;

import org.camunda.bpm.engine.RuntimeService;

/** Deliberate offender: a use case that talks to the engine itself. */
class UsesTheEngine {

    void start(RuntimeService runtime) {
        runtime.startProcessInstanceByKey("referral");
    }
}
