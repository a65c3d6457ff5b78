package org.kimlotse.casework;

import java.util.Set;

/** What the engine remembers of a case: pseudonymous, and erased with it all the same. */
public interface EngineTraces {

    /**
     * Ends what still runs under these keys and deletes the history of every instance: steps, tasks, variables, job logs
     * with their stack traces, operations.
     *
     * @param keys the case number and the ids of what belonged to the case
     * @return how many instances are gone
     */
    int erase(String caseNumber, Set<String> keys);
}
