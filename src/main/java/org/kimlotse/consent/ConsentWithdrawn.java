package org.kimlotse.consent;

import java.time.Instant;
import java.util.UUID;
import org.kimlotse.shared.CaseId;

/**
 * A consent was taken back: what it covered and has not been sent must not be sent, and the recipient is to be told.
 * Published once per consent, in the transaction of the withdrawal.
 *
 * @param recipient office code
 */
public record ConsentWithdrawn(
        UUID consentId, CaseId caseId, String recipient, Purpose purpose, DataCategory category, Instant at) {}
