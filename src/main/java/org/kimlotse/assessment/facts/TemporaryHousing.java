package org.kimlotse.assessment.facts;

/** Lives in a reception centre or another temporary accommodation (§ 12a Abs. 2 AufenthG). */
public record TemporaryHousing() {}
