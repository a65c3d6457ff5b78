package org.kimlotse.shared;

import java.util.Set;

/**
 * What a module keeps about a case, for the day the case is erased (§ 84 SGB X, Art. 17 DSGVO). Every table that names a
 * case, or holds what was said about one, belongs to exactly one such content; a test searches all tables afterwards.
 */
public interface CaseContent {

    /** Ids under which parts of the case run beside its number, for example handovers; asked before anything is erased. */
    default Set<String> keys(CaseId caseId) {
        return Set.of();
    }

    /**
     * Deletes what is kept about the case, in the transaction of the erasure.
     *
     * @param keys the case number and what all contents named in {@link #keys}
     * @return how many rows are gone
     */
    int erase(CaseId caseId, Set<String> keys);
}
