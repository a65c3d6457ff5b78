package org.kimlotse.assessment.facts;

import org.jspecify.annotations.Nullable;

/**
 * What the benefit law found on a Union citizen's right of residence (§ 62 Abs. 1a EStG depends on it).
 *
 * @param entitled under § 2 Abs. 2 (not only Nr. 1a) or Abs. 3 FreizügG/EU; null: not known
 * @param workedBefore was a worker or self-employed here at some time
 */
public record FreeMovement(@Nullable Boolean entitled, boolean workedBefore) {}
