package org.kimlotse.assessment.facts;

import org.kimlotse.shared.Rechtskreis;

/** Under this law the family is paid now that applied for this person too (§ 38 Abs. 1, § 41 Abs. 3 S. 3 SGB II). */
public record FamilyPaid(Rechtskreis law) {}
