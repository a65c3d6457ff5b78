package org.kimlotse.architecture.offenders.referral;

import org.kimlotse.architecture.offenders.referral.process.ReferralTasks;
import org.kimlotse.architecture.offenders.referral.web.ReferralPage;

/** Deliberate offender: a use case that knows how it is called. */
class RootThatKnowsItsWeb {

    ReferralPage page;
    ReferralTasks tasks;
}
