package org.kimlotse.assessment.facts;

/** The rules on language courses are asked about this person, too, and know more of the right to an Integrationskurs. */
public record CourseAsked() {}
