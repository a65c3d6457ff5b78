package org.kimlotse.casefile;

import static org.kimlotse.shared.SqlTypes.id;
import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every decision of the rules, with its facts and findings, so that it can be explained and repeated.
 *
 * <p>A decision has a {@link DecisionSubject subject}: the case, one handover of it, or a bottleneck. Whoever asks the rules
 * about something keeps the answer under that subject, and whoever explains it asks for the latest of the same subject. The
 * decisions about a case's handovers belong to the case as well: they are among all decisions of the case and go with it.
 *
 * <p>Whoever may not look into the case's {@link Compartment health compartment} gets every decision without what tells of
 * health, and none that is about nothing else. That is done here, where they are read, for every page and every rule alike.
 */
@Repository
public class DecisionLog {

    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Actors actors;
    private final Compartment compartment;

    DecisionLog(JdbcClient jdbc, ObjectMapper json, Clock clock, Actors actors, Compartment compartment) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.actors = actors;
        this.compartment = compartment;
    }

    /** Keeps a decision about a case; returns its id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID store(CaseId caseId, Decision decision) {
        return store(DecisionSubject.ofCase(caseId), decision);
    }

    /** Keeps a decision; returns its id. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID store(DecisionSubject subject, Decision decision) {
        return store(subject, decision, RuleSet.isConfidential(decision.ruleSet()));
    }

    /** The same, of which nobody may know who may not look into the health compartment. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID storeConfidential(DecisionSubject subject, Decision decision) {
        return store(subject, decision, true);
    }

    private UUID store(DecisionSubject subject, Decision decision, boolean confidential) {
        UUID id = UUID.randomUUID();
        CaseId caseId = subject.caseId();
        jdbc.sql(
                        """
                        insert into decisions (id, subject_kind, subject_id, case_number, rule_set, rule_set_version, as_of,
                            facts, findings, is_confidential, decided_at, decided_by)
                        values (:id, :kind, :subject, :case, :set, :version, :asOf, :facts, :findings, :confidential, :at,
                            :by)
                        """)
                .param("id", id)
                .param("kind", subject.kind().name())
                .param("subject", subject.id())
                .param("case", caseId == null ? null : caseId.number())
                .param("set", decision.ruleSet())
                .param("version", decision.ruleSetVersion())
                .param("asOf", timestamp(decision.asOf()))
                .param("facts", decision.facts())
                .param("findings", written(decision.findings()))
                .param("confidential", confidential)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
        return id;
    }

    /** The last decision of a rule set about a case as a whole. */
    public Optional<LoggedDecision> latest(CaseId caseId, RuleSet ruleSet) {
        return latest(DecisionSubject.ofCase(caseId), ruleSet);
    }

    /** The last decision of a rule set about this subject. */
    public Optional<LoggedDecision> latest(DecisionSubject subject, RuleSet ruleSet) {
        boolean open = open(subject.caseId());
        return jdbc.sql(
                        """
                        select * from decisions where subject_kind = :kind and subject_id = :subject and rule_set = :set
                            and is_confidential in (:shown)
                        order by seq desc fetch first 1 rows only
                        """)
                .param("shown", shown(open))
                .param("kind", subject.kind().name())
                .param("subject", subject.id())
                .param("set", ruleSet.folder())
                .query(rows(subject.caseId(), open))
                .optional();
    }

    /** The decisions of one rule set about a case as a whole, newest first. */
    public List<LoggedDecision> of(CaseId caseId, RuleSet ruleSet) {
        return of(DecisionSubject.ofCase(caseId), ruleSet);
    }

    /** The decisions of one rule set about this subject, newest first. */
    public List<LoggedDecision> of(DecisionSubject subject, RuleSet ruleSet) {
        boolean open = open(subject.caseId());
        return jdbc.sql(
                        """
                        select * from decisions where subject_kind = :kind and subject_id = :subject and rule_set = :set
                            and is_confidential in (:shown)
                        order by seq desc
                        """)
                .param("shown", shown(open))
                .param("kind", subject.kind().name())
                .param("subject", subject.id())
                .param("set", ruleSet.folder())
                .query(rows(subject.caseId(), open))
                .list();
    }

    /** All decisions of a case and of its handovers, newest first; for eyes that may see the case. */
    public List<LoggedDecision> of(CaseId caseId) {
        boolean open = open(caseId);
        return jdbc.sql(
                        """
                        select * from decisions where case_number = :case and is_confidential in (:shown) order by seq desc
                        """)
                .param("case", caseId.number())
                .param("shown", shown(open))
                .query(rows(caseId, open))
                .list();
    }

    private static List<Boolean> shown(boolean open) {
        return open ? List.of(true, false) : List.of(false);
    }

    private boolean open(@Nullable CaseId caseId) {
        return caseId == null || compartment.open(caseId);
    }

    private RowMapper<LoggedDecision> rows(@Nullable CaseId caseId, boolean open) {
        Map<UUID, List<LoggedDecision.Review>> reviews = caseId == null ? Map.of() : reviews(caseId);
        return (row, n) -> {
            UUID id = id(row, "id");
            Decision decision = new Decision(
                    row.getString("rule_set"),
                    row.getString("rule_set_version"),
                    instant(row, "as_of"),
                    row.getString("facts"),
                    read(row.getString("findings")));
            // Why somebody decided otherwise may repeat what the rules were told.
            boolean untold = !open && decision.restsOnHealth();
            return new LoggedDecision(
                    id,
                    new DecisionSubject(
                            DecisionSubject.Kind.valueOf(row.getString("subject_kind")),
                            row.getString("subject_id"),
                            caseId),
                    open ? decision : decision.withoutHealth(),
                    instant(row, "decided_at"),
                    row.getString("decided_by"),
                    reviews.getOrDefault(id, List.of()).stream()
                            .map(review -> untold ? review.withoutReason() : review)
                            .toList());
        };
    }

    /** Keeps what a person made of a rule's proposal. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void review(
            CaseId caseId,
            UUID decisionId,
            String ruleId,
            LoggedDecision.Outcome outcome,
            String proposed,
            String decided,
            String reason) {
        jdbc.sql(
                        """
                        insert into decision_reviews (id, decision_id, case_number, rule_id, outcome, proposed, decided,
                            reason, reviewed_at, reviewed_by)
                        values (:id, :decision, :case, :rule, :outcome, :proposed, :decided, :reason, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("decision", decisionId)
                .param("case", caseId.number())
                .param("rule", ruleId)
                .param("outcome", outcome.name())
                .param("proposed", proposed)
                .param("decided", decided)
                .param("reason", reason)
                .param("at", timestamp(clock.instant()))
                .param("by", actors.currentId())
                .update();
    }

    /** How often people decided otherwise than each rule proposed; no case is named. */
    public Map<String, Integer> overridesByRule(Instant from, Instant until) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select rule_id, count(*) as overrides from decision_reviews
                        where outcome = 'OVERRIDDEN' and reviewed_at >= :from and reviewed_at < :until
                        group by rule_id order by rule_id
                        """)
                .param("from", timestamp(from))
                .param("until", timestamp(until))
                .query((row, n) -> Map.entry(row.getString("rule_id"), row.getInt("overrides")))
                .list()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private Map<UUID, List<LoggedDecision.Review>> reviews(CaseId caseId) {
        Map<UUID, List<LoggedDecision.Review>> byDecision = new LinkedHashMap<>();
        jdbc.sql("select * from decision_reviews where case_number = :case order by seq")
                .param("case", caseId.number())
                .query((row, n) -> new LoggedDecision.Review(
                        id(row, "decision_id"),
                        row.getString("rule_id"),
                        LoggedDecision.Outcome.valueOf(row.getString("outcome")),
                        row.getString("proposed"),
                        row.getString("decided"),
                        row.getString("reason"),
                        instant(row, "reviewed_at"),
                        row.getString("reviewed_by")))
                .list()
                .forEach(review -> byDecision
                        .computeIfAbsent(review.decisionId(), key -> new ArrayList<>())
                        .add(review));
        return byDecision;
    }

    private String written(List<Finding> findings) {
        try {
            return json.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings cannot be written", e);
        }
    }

    private List<Finding> read(String findings) {
        try {
            return json.readValue(findings, FINDINGS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings cannot be read", e);
        }
    }
}
