package org.kimlotse.assessment.facts;

/** The place moved to is known to be that of the assignment (Zuweisung, Wohnsitzauflage). */
public record AssignedThere() {}
