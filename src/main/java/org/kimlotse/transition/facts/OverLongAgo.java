package org.kimlotse.transition.facts;

/** A change of so long ago that it has happened, as far as nobody says otherwise; derived by rules. */
public record OverLongAgo() {}
