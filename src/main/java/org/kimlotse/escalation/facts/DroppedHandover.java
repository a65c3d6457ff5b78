package org.kimlotse.escalation.facts;

import java.time.LocalDate;

/**
 * A handover that was found missed.
 *
 * @param handoverId id of the handover
 * @param caseNumber the case; several handovers of one case count once
 * @param hop for example {@code H1}
 * @param officeCode the office that dropped it, for example {@code JC-SIE}
 * @param missedOn the day (Europe/Berlin) it was found missed
 */
public record DroppedHandover(
        String handoverId, String caseNumber, String hop, String officeCode, LocalDate missedOn) {}
