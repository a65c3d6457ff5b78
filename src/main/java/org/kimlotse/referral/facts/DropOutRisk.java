package org.kimlotse.referral.facts;

/** Why somebody may drop out of a course; derived by rules. */
public record DropOutRisk(String cause) {}
