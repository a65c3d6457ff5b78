package org.kimlotse.goals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.kimlotse.shared.CaseId;

/** A version of the goal agreement was signed by the person. */
public record GoalsAgreed(
        CaseId caseId, int version, LocalDate signedOn, Set<AgreedReferral> referrals, int goals, Instant at) {}
