package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.Rechtskreis;

/**
 * An application handed to somebody who need not pass it on: neither a Leistungsträger nor a Gemeinde (§ 16 Abs. 1 SGB I), for
 * example a charity. It counts for nothing until it reaches one of them.
 *
 * @param at where it lies, as told; may be empty
 */
public record ApplicationElsewhere(Rechtskreis law, LocalDate madeOn, String at) {}
