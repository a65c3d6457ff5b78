package org.kimlotse.assessment.facts;

/**
 * An application that does not carry the claim asked about, or not for sure; derived by rules.
 *
 * @param answered known to be answered; else it may still be open, if it is not long ago
 * @param words German, why
 */
public record ApplicationSpent(ApplicationMade application, boolean answered, String words) {}
