package org.kimlotse.assessment.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.Validity;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.CaseReads;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Why the rules proposed what they proposed, for those who may see the case. */
@RestController
class DecisionsController {

    /**
     * @param asOf UTC
     * @param facts as the rules saw them
     * @param decidedAt UTC
     */
    record DecisionResponse(
            String id,
            String ruleSet,
            String ruleSetVersion,
            Instant asOf,
            JsonNode facts,
            List<FindingResponse> findings,
            Instant decidedAt,
            String decidedBy,
            List<ReviewResponse> reviews) {}

    record FindingResponse(
            String ruleId,
            String kind,
            String severity,
            String reason,
            @Nullable String legalBasis,
            Map<String, String> values,
            Map<String, LocalDate> dates,
            List<String> derivations,
            List<String> factsUsed,
            List<String> missingFacts,
            @Nullable Instant nextCheckAt,
            @Nullable Validity validity) {}

    record ReviewResponse(
            String ruleId, String outcome, String proposed, String decided, String reason, Instant at, String by) {}

    private final Cases cases;
    private final DecisionLog decisions;
    private final Actors actors;
    private final CaseReads reads;
    private final ObjectMapper json;

    DecisionsController(Cases cases, DecisionLog decisions, Actors actors, CaseReads reads, ObjectMapper json) {
        this.cases = cases;
        this.decisions = decisions;
        this.actors = actors;
        this.reads = reads;
        this.json = json;
    }

    /** Newest first. 404 for a case that does not exist, and in the same words for one that is not theirs. */
    @GetMapping("/api/cases/{number}/decisions")
    List<DecisionResponse> decisions(@PathVariable String number) {
        Set<String> teams = actors.current().map(Actors.Actor::teams).orElse(Set.of());
        if (!CaseId.isCaseNumber(number)
                || cases.find(new CaseId(number), teams).isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "Diesen Fall gibt es nicht, oder er gehört nicht zu Ihrem Team.");
        }
        CaseId caseId = new CaseId(number);
        reads.record(caseId, "DECISIONS");
        return decisions.of(caseId).stream().map(this::response).toList();
    }

    private DecisionResponse response(LoggedDecision logged) {
        return new DecisionResponse(
                logged.id().toString(),
                logged.decision().ruleSet(),
                logged.decision().ruleSetVersion(),
                logged.decision().asOf(),
                facts(logged.decision().facts()),
                logged.decision().findings().stream()
                        .map(DecisionsController::response)
                        .toList(),
                logged.decidedAt(),
                logged.decidedBy(),
                logged.reviews().stream()
                        .map(review -> new ReviewResponse(
                                review.ruleId(),
                                review.outcome().name(),
                                review.proposed(),
                                review.decided(),
                                review.reason(),
                                review.at(),
                                review.by()))
                        .toList());
    }

    private static FindingResponse response(Finding finding) {
        var basis = finding.legalBasis();
        return new FindingResponse(
                finding.ruleId(),
                finding.kind(),
                finding.severity().name(),
                finding.reason(),
                basis == null ? null : basis.citation(),
                finding.values(),
                finding.dates(),
                finding.derivations(),
                finding.factsUsed(),
                finding.missingFacts(),
                finding.nextCheckAt(),
                finding.validity());
    }

    private JsonNode facts(String facts) {
        try {
            return json.readTree(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored facts are no JSON", e);
        }
    }
}
