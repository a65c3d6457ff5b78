package org.kimlotse.rulebook;

import java.time.Instant;
import java.util.Collection;

/** Asks the rules. Thread-safe; a reload swaps whole rule sets between two calls. */
public interface RuleBook {

    /**
     * @param facts immutable records from the modules' {@code facts} packages
     * @param asOf the instant (UTC) the question is about; rules see it as a date in Europe/Berlin
     * @throws RuleSetUnavailable if no version of this rule set ever loaded
     */
    Decision decide(RuleSet set, Collection<? extends Record> facts, Instant asOf);

    /**
     * The SHA-256 (hex) of the version that serves now.
     *
     * @throws RuleSetUnavailable if no version of this rule set ever loaded
     */
    String version(RuleSet set);

    /**
     * Asks the question of a stored decision again with the rules of that time, whatever serves now. The answer equals the
     * stored one unless somebody tampered with the tables.
     *
     * @throws RuleSetUnavailable if the rules of that version were never kept, or were changed since
     * @throws UnsupportedOperationException if this book keeps no versions
     */
    default Decision replay(Decision stored) {
        throw new UnsupportedOperationException("keeps no versions");
    }
}
