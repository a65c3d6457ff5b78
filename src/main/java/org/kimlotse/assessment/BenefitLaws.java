package org.kimlotse.assessment;

import static org.kimlotse.shared.SqlTypes.constantOrNull;
import static org.kimlotse.shared.SqlTypes.dayOrNull;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.DecisionLog;
import org.kimlotse.casefile.LoggedDecision;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the expected benefit law out of decisions, and keeps what people decided instead. */
@Repository
class BenefitLaws {

    private final JdbcClient jdbc;
    private final DecisionLog decisions;
    private final Clock clock;

    BenefitLaws(JdbcClient jdbc, DecisionLog decisions, Clock clock) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** What a decision of the rule set {@code benefit-law} says; unclear if no rule could tell. */
    static BenefitLaw of(UUID decisionId, Decision decision, @Nullable Rechtskreis benefitNow) {
        return BenefitLawAssessment.finding(decision)
                .map(finding -> of(decisionId, finding, benefitNow))
                .orElseGet(() -> new BenefitLaw(
                        decisionId, BenefitLaw.UNCLEAR, benefitNow, null, false, null, null, null, false));
    }

    private static BenefitLaw of(UUID decisionId, Finding finding, @Nullable Rechtskreis benefitNow) {
        boolean changes = finding.value("change").map(Boolean::valueOf).orElse(false);
        return new BenefitLaw(
                decisionId,
                finding.ruleId(),
                finding.value("rechtskreisBefore").map(Rechtskreis::valueOf).orElse(benefitNow),
                finding.value("rechtskreisAfter").map(Rechtskreis::valueOf).orElse(null),
                changes,
                finding.date("asylblgUntil").orElse(null),
                finding.date("newLawFrom").orElse(null),
                finding.date("trigger").orElse(null),
                false);
    }

    static BenefitLaw overridden(BenefitLaw found, Rechtskreis law, @Nullable LocalDate from) {
        if (from == null || law == found.before()) {
            return new BenefitLaw(
                    found.decisionId(), found.ruleId(), found.before(), law, false, null, null, null, true);
        }
        return new BenefitLaw(
                found.decisionId(),
                found.ruleId(),
                found.before(),
                law,
                true,
                from.minusDays(1),
                from,
                Objects.requireNonNullElse(found.trigger(), from),
                true);
    }

    /** Whether two say the same of the person; the decisions they rest on may differ. */
    static boolean same(BenefitLaw a, BenefitLaw b) {
        return a.law() == b.law()
                && a.changes() == b.changes()
                && Objects.equals(a.until(), b.until())
                && Objects.equals(a.from(), b.from())
                && Objects.equals(a.trigger(), b.trigger());
    }

    Optional<BenefitLaw> current(CaseId caseId, @Nullable Rechtskreis benefitNow) {
        return decisions.latest(caseId, RuleSet.BENEFIT_LAW).map(logged -> {
            BenefitLaw found = of(logged.id(), logged.decision(), benefitNow);
            boolean overridden = logged.lastReview()
                    .filter(review -> review.outcome() == LoggedDecision.Outcome.OVERRIDDEN)
                    .isPresent();
            return overridden ? override(logged.id(), found).orElse(found) : found;
        });
    }

    void keepOverride(UUID decisionId, CaseId caseId, BenefitLaw decided) {
        Rechtskreis law = Objects.requireNonNull(decided.law());
        jdbc.sql(
                        """
                        insert into benefit_law_overrides (id, decision_id, case_number, benefit_law, valid_from, recorded_at)
                        values (:id, :decision, :case, :law, :from, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("decision", decisionId)
                .param("case", caseId.number())
                .param("law", law.name())
                .param("from", decided.from())
                .param("at", timestamp(clock.instant()))
                .update();
    }

    private Optional<BenefitLaw> override(UUID decisionId, BenefitLaw found) {
        return jdbc.sql(
                        """
                        select benefit_law, valid_from from benefit_law_overrides where decision_id = :decision
                        order by seq desc fetch first 1 rows only
                        """)
                .param("decision", decisionId)
                .query((row, n) -> overridden(
                        found,
                        Objects.requireNonNull(constantOrNull(row, "benefit_law", Rechtskreis.class)),
                        dayOrNull(row, "valid_from")))
                .optional();
    }
}
