package org.kimlotse.rulebook;

import java.time.Instant;
import java.util.Optional;

/** Keeps the text of every version that ever served, so that decisions can be asked again years later. */
interface RuleSetVersions {

    /** Keeps a version; one already kept is marked as serving again. */
    void keep(RuleSet set, String hash, RuleSources sources, Instant now);

    Optional<RuleSources> find(String ruleSet, String hash);

    /** The version that served last, for a start with broken files in the folder. */
    Optional<RuleSources> latest(RuleSet set);
}
