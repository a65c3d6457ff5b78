package org.kimlotse.handover;

import java.time.LocalDate;
import org.kimlotse.handover.facts.MissedKind;

/**
 * A handover is dropped, say the rules.
 *
 * @param level the step of the ladder that applies by now, 1 to 4
 * @param missedOn the day (Europe/Berlin) from which it counts as dropped
 * @param reason plain German
 */
record MissedVerdict(MissedKind kind, int level, LocalDate missedOn, String ruleId, String reason) {}
