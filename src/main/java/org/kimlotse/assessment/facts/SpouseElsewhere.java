package org.kimlotse.assessment.facts;

/** The spouse lives in another place. */
public record SpouseElsewhere(String place) {}
