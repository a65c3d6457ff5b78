package org.kimlotse.escalation.facts;

import java.time.LocalDate;

/**
 * A handover that was found missed. It names no case and no handover: decisions about an office are kept for years, read by
 * the steering group, and outlive the cases.
 *
 * @param handoverId a running number that tells the handovers of one question apart
 * @param caseNumber a running number as well; several handovers of one case have the same and count once
 * @param hop for example {@code H1}
 * @param officeCode the office that dropped it, for example {@code JC-SIE}
 * @param missedOn the day (Europe/Berlin) it was found missed
 */
public record DroppedHandover(
        String handoverId, String caseNumber, String hop, String officeCode, LocalDate missedOn) {}
