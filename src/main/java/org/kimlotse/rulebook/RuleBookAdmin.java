package org.kimlotse.rulebook;

import java.util.List;

/** Loading and watching the rule sets. Thread-safe; a reload never disturbs a running question. */
public interface RuleBookAdmin {

    /** One status per rule set, in the order of {@link RuleSet}. */
    List<RuleSetStatus> statuses();

    RuleSetStatus status(RuleSet set);

    /**
     * Reads the folders again. A rule set whose files are whole, safe, compile and pass their cases replaces the old one;
     * any other leaves the old one serving and says why in its status. Unchanged files cost only the reading.
     */
    List<RuleSetStatus> reload();

    RuleSetStatus reload(RuleSet set);

    /** As {@link #reload(RuleSet)}, but changes nothing: the problems the folder would have. */
    List<RuleSetStatus.Problem> check(RuleSet set);
}
