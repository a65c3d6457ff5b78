package org.kimlotse.assessment.facts;

/**
 * Whether the age limit is reached on the first day of the new law; derived by rules.
 *
 * @param reached false also if the birth date is not known
 * @param words German derivation, empty if the birth date is not known
 */
public record AgeAtChange(boolean reached, String words) {}
