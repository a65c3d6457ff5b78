package org.kimlotse.assessment;

import java.time.Instant;
import org.kimlotse.shared.CaseId;

/** The task „Lage erfassen“ was done: the whole situation was looked at, whatever of it changed. */
public record SituationRecorded(CaseId caseId, Instant at) {}
