package org.kimlotse.assessment.facts;

/** Another parent of a minor child of this person lives in the household, too (§ 64 Abs. 2 EStG). */
public record OtherParent() {}
