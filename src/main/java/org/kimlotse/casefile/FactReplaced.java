package org.kimlotse.casefile;

import org.kimlotse.shared.CaseId;

/**
 * A stated fact was wrong and another stands in its place, by whatever way it was stated anew. Published in the transaction of the
 * change; holds no value: whoever needs one reads the case file.
 *
 * @param kind key of the fact
 */
public record FactReplaced(CaseId caseId, String kind) {}
