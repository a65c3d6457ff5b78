package org.kimlotse.architecture.offenders.referral.facts;

import org.kimlotse.architecture.offenders.referral.web.ReferralPage;

/** Deliberate offender: a fact that drags the module into the rules. */
public record FactThatKnowsAModule(ReferralPage page) {}
