package org.kimlotse.assessment.facts;

/**
 * Modul 3 should look at this case; derived by rules.
 *
 * @param receiver the kind of office: ABH for a right to stay, EBH for naturalisation
 */
public record Module3Hint(String receiver) {}
