package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/** An exclusion from SGB II has ended because of five years of residence (§ 7 Abs. 1 S. 4 SGB II); derived by rules. */
public record ExclusionOver(LocalDate lastDay) {}
