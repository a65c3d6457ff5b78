package org.kimlotse.rulebook;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The findings of one run of a rule set, reproducible from its facts and the rule set's hash.
 *
 * @param ruleSet folder name
 * @param ruleSetVersion SHA-256 (hex) of the rule folder the decision was made with
 * @param asOf the instant (UTC) as of which it holds
 * @param facts the facts as JSON, as they were given
 */
public record Decision(String ruleSet, String ruleSetVersion, Instant asOf, String facts, List<Finding> findings) {

    public Decision {
        findings = List.copyOf(findings);
    }

    public Stream<Finding> ofKind(String kind) {
        return findings.stream().filter(f -> f.kind().equals(kind));
    }
}
