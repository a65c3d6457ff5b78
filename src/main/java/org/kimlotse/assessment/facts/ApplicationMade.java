package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.Rechtskreis;

/**
 * An application that reached any Gemeinde or authority (§ 16 Abs. 1 S. 2, Abs. 2 S. 2 SGB I); an informal one counts.
 */
public record ApplicationMade(Rechtskreis law, LocalDate madeOn, boolean informal, String at) {}
