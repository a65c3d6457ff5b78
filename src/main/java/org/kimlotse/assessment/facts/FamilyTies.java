package org.kimlotse.assessment.facts;

/**
 * With whom a person lives, for comparing it with what else is said.
 *
 * @param spouses husbands, wives and registered partners in the household
 * @param parents parents in the household
 * @param unaccompanied said to be an unaccompanied minor
 */
public record FamilyTies(int spouses, int parents, boolean unaccompanied) {}
