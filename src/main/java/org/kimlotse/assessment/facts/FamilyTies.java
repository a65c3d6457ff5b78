package org.kimlotse.assessment.facts;

/**
 * With whom a person lives, for comparing it with what else is said.
 *
 * @param spouses husbands, wives and registered partners in the household, of this person or of the one married to, whoever
 *     has more
 * @param parents parents in the household
 * @param parentsOfChild parents of the child who has most, 0 without children
 * @param unaccompanied said to be an unaccompanied minor
 */
public record FamilyTies(int spouses, int parents, int parentsOfChild, boolean unaccompanied) {}
