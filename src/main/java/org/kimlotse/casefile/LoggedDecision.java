package org.kimlotse.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.shared.CaseId;

/**
 * A decision of the rules as it was stored, with what people made of it.
 *
 * @param decidedAt UTC
 * @param decidedBy whose work had the rules run; {@code lotse} if a job did
 */
public record LoggedDecision(
        UUID id,
        DecisionSubject subject,
        Decision decision,
        Instant decidedAt,
        String decidedBy,
        List<Review> reviews) {

    public LoggedDecision {
        reviews = List.copyOf(reviews);
    }

    public enum Outcome {
        CONFIRMED("bestätigt"),
        OVERRIDDEN("anders entschieden"),
        FACTS_WRONG("Angaben stimmen nicht");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What a person decided on a rule's proposal.
     *
     * @param ruleId the rule whose proposal it was; overrides are counted by it
     * @param proposed what the rule proposed, a code
     * @param decided what the person decided, a code
     * @param reason German, mandatory when overridden, else empty
     * @param at UTC
     */
    public record Review(
            UUID decisionId,
            String ruleId,
            Outcome outcome,
            String proposed,
            String decided,
            String reason,
            Instant at,
            String by) {

        Review withoutReason() {
            return new Review(decisionId, ruleId, outcome, proposed, decided, "", at, by);
        }
    }

    /** @throws IllegalStateException if it is about no case */
    public CaseId requireCase() {
        CaseId caseId = subject.caseId();
        if (caseId == null) {
            throw new IllegalStateException("decision " + id + " is about no case");
        }
        return caseId;
    }

    /** The same decision with what one rule found in it. */
    public LoggedDecision only(String ruleId) {
        Decision found = new Decision(
                decision.ruleSet(),
                decision.ruleSetVersion(),
                decision.asOf(),
                decision.facts(),
                decision.findings().stream()
                        .filter(finding -> finding.ruleId().equals(ruleId))
                        .toList());
        return new LoggedDecision(id, subject, found, decidedAt, decidedBy, reviews);
    }

    public Optional<Review> lastReview() {
        return reviews.isEmpty() ? Optional.empty() : Optional.of(reviews.get(reviews.size() - 1));
    }
}
