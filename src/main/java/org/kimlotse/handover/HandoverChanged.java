package org.kimlotse.handover;

import org.kimlotse.handover.facts.HandoverState;
import org.kimlotse.shared.CaseId;

/** A handover went from one state to another; published in the same transaction. */
public record HandoverChanged(HandoverId handoverId, CaseId caseId, String hop, HandoverState from, HandoverState to) {}
