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

    /**
     * The same for eyes that may not look into the health compartment: without the facts that can tell of health and the
     * findings that do. Where facts were left out, the findings lose what they say of facts, too: a rule may repeat them.
     */
    public Decision withoutHealth() {
        boolean touched = FactsJson.holdsConfidential(facts);
        return new Decision(
                ruleSet,
                ruleSetVersion,
                asOf,
                touched ? FactsJson.withoutConfidential(facts) : facts,
                findings.stream()
                        .filter(finding -> !finding.confidential())
                        .map(finding -> touched ? finding.withoutFacts() : finding)
                        .toList());
    }

    /** Whether any of its facts can tell of somebody's health, whatever their values are. */
    public boolean restsOnHealth() {
        return FactsJson.holdsConfidential(facts);
    }

    public Stream<Finding> ofKind(String kind) {
        return findings.stream().filter(f -> f.kind().equals(kind));
    }
}
