package org.kimlotse.assessment.facts;

/** A fact is missing or contradicts another, so the benefit law cannot be named; derived by rules. */
public record OpenQuestion(String fact) {}
