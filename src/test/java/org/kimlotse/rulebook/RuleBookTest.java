package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.TestClock;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.handover.facts.HandoverFacts;
import org.kimlotse.handover.facts.HandoverState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rule book as Lotse starts it: rules from the jar's folder, versions in the database. */
@LotseTest
class RuleBookTest {

    @Autowired
    RuleBook rules;

    @Autowired
    RuleBookAdmin admin;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private static StatusFacts recognised() {
        return StatusFacts.with(ResidenceStatus.RECOGNISED)
                .decisionServedOn(LocalDate.of(2026, 9, 15))
                .birthDate(LocalDate.of(1995, 3, 3), false)
                .employable(true)
                .needsSupport(true)
                .build();
    }

    @Test
    void everyRuleSetServesItsFolderAfterTheStart() {
        assertThat(admin.statuses()).hasSize(RuleSet.values().length).allSatisfy(status -> {
            assertThat(status.problems()).isEmpty();
            assertThat(status.servingVersion()).isEqualTo(rules.version(status.ruleSet()));
            assertThat(status.rules()).isPositive();
            assertThat(status.cases()).isPositive();
        });
    }

    @Test
    void theTextOfEveryVersionThatServesIsKept() {
        for (RuleSet set : RuleSet.values()) {
            RuleSources kept = new JdbcRuleSetVersions(jdbc)
                    .find(set.folder(), rules.version(set))
                    .orElseThrow();
            assertThat(kept.hash()).isEqualTo(rules.version(set));
            assertThat(new JdbcRuleSetVersions(jdbc).latest(set)).contains(kept);
        }
    }

    @Test
    void keepingAVersionTwiceLeavesOneRow() {
        JdbcRuleSetVersions versions = new JdbcRuleSetVersions(jdbc);
        RuleSources sources = RuleSources.of(java.util.Map.of("x/y.drl", "Umlaute äöü und „Anführung“\n"));
        versions.keep(RuleSet.INDICATION, sources.hash(), sources, Instant.parse("2000-01-01T00:00:00Z"));
        versions.keep(RuleSet.INDICATION, sources.hash(), sources, Instant.parse("2000-01-02T00:00:00Z"));
        assertThat(versions.find("indication", sources.hash())).contains(sources);
        assertThat(jdbc.sql("select count(*) from rule_set_versions where version = :version")
                        .param("version", sources.hash())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        jdbc.sql("delete from rule_set_versions where version = :version")
                .param("version", sources.hash())
                .update();
    }

    @Test
    void aStoredDecisionIsReplayedFromTheDatabase() {
        Decision decision = rules.decide(RuleSet.BENEFIT_LAW, List.of(recognised()), clock.instant());
        assertThat(rules.replay(decision)).isEqualTo(decision);
    }

    @Test
    void aThousandHandoversAreJudgedInOneQuestion() {
        List<HandoverFacts> page = java.util.stream.IntStream.range(0, 1_000)
                .mapToObj(i -> new HandoverFacts(
                        "h-" + i,
                        "KIM-2026-%05d".formatted(i),
                        "H3",
                        "JC-SIE",
                        i % 2 == 0 ? HandoverState.SENT : HandoverState.ACCEPTED,
                        null,
                        null,
                        Instant.parse("2026-08-01T08:00:00Z"),
                        Instant.parse("2026-09-04T08:00:00Z").plusSeconds(86_400L * (i % 20)),
                        null,
                        Instant.parse("2026-08-20T08:00:00Z"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        List.of()))
                .toList();
        Decision decision = rules.decide(RuleSet.MISSED_HANDOVERS, page, Instant.parse("2026-09-24T08:00:00Z"));
        assertThat(decision.findings()).hasSize(1_000);
        assertThat(decision.findings().stream().map(f -> f.value("handoverId").orElseThrow()))
                .doesNotHaveDuplicates();
        assertThat(decision.ofKind(FindingKind.MISSED_HANDOVER)).isNotEmpty();
        assertThat(decision.ofKind(FindingKind.IN_TIME)).isNotEmpty();
    }
}
