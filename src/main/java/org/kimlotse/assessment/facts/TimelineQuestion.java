package org.kimlotse.assessment.facts;

/** Whoever asks wants every period, not only the next change. */
public record TimelineQuestion() {}
