package org.kimlotse.assessment.facts;

import org.jspecify.annotations.Nullable;

/**
 * The language of a child before school gives reason to look closer. Growing up with several languages is none.
 *
 * @param kind KITA (the Kita reports something conspicuous) or MEDICAL (a suspicion of illness)
 * @param consent the parents agree with an offer, null if not known
 */
public record SpeechConcern(String kind, @Nullable Boolean consent) {}
