package org.kimlotse.assessment.facts;

import org.jspecify.annotations.Nullable;

/**
 * @param lossDetermined the loss of the right of free movement has been determined (§ 7 Abs. 1 S. 4 SGB II)
 * @param otherRight another right of residence, for example as a family member of a worker (Art. 10 Reg. 492/2011)
 */
public record EuFacts(@Nullable Boolean lossDetermined, @Nullable Boolean otherRight) {}
