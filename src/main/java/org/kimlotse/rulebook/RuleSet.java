package org.kimlotse.rulebook;

/** The rule sets; each is a folder below {@code rules/} named by {@link #folder}. */
public enum RuleSet {
    INDICATION("indication"),
    CONSISTENCY("consistency"),
    HEALTH("health"),
    ORDER_OF_WORK("order-of-work"),
    RESIDENCE_FAMILY("residence-family"),
    BENEFIT_LAW("benefit-law"),
    TRANSITION_HOPS("transition-hops"),
    REFERRAL_ROUTING("referral-routing"),
    LANGUAGE_COURSE("language-course"),
    HEALTH_REFERRAL("health-referral"),
    JOBCENTER_REFERRAL("jobcenter-referral"),
    MISSED_HANDOVERS("missed-handovers"),
    BOTTLENECKS("bottlenecks");

    private final String folder;

    RuleSet(String folder) {
        this.folder = folder;
    }

    public String folder() {
        return folder;
    }
}
