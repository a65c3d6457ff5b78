package org.kimlotse.assessment;

/** What the case manager makes of the rules' answer. */
public enum BenefitLawReview {
    CONFIRM,
    OVERRIDE,
    FACTS_WRONG
}
