package org.kimlotse.assessment.facts;

/** A step somebody has to take, by its key, for example H1. */
public record StepKey(String step) {}
