package org.kimlotse.handover;

import org.kimlotse.handover.facts.HandoverPause;
import org.kimlotse.shared.CaseId;

/** A case that stood still goes on. */
public record HandoverPauseEnded(CaseId caseId, HandoverPause pause) {}
