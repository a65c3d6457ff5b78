package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cases beside the rules, one test each, with the exact set of findings and all their dates. */
class RuleCasesTest {

    @TestFactory
    Stream<DynamicTest> everyCasePasses() {
        return Stream.of(RuleSet.values()).flatMap(set -> {
            RuleSources sources = RuleFiles.sources(set);
            CompiledRules rules = CompiledRules.compile(set, sources);
            return RuleCases.read(set, sources).cases().stream()
                    .map(one -> DynamicTest.dynamicTest(
                            set.folder() + ": " + one.name(),
                            () -> assertThat(RuleCases.difference(one, rules)).isEmpty()));
        });
    }

    @ParameterizedTest
    @EnumSource(RuleSet.class)
    void everyRuleHasACaseInWhichItFiresAndOneInWhichItDoesNot(RuleSet set) {
        RuleSources sources = RuleFiles.sources(set);
        assertThat(RuleCases.read(set, sources).run(CompiledRules.compile(set, sources)))
                .isEmpty();
    }

    /** A rule set is tried in one session emptied after each case; answers are given in one of their own. */
    @ParameterizedTest
    @EnumSource(RuleSet.class)
    void aSessionUsedAgainSaysWhatAFreshOneSays(RuleSet set) {
        RuleSources sources = RuleFiles.sources(set);
        CompiledRules rules = CompiledRules.compile(set, sources);
        List<RuleCases.RuleCase> cases = RuleCases.read(set, sources).cases();
        try (CompiledRules.Series series = rules.series()) {
            for (RuleCases.RuleCase one : cases) {
                assertThat(one.run(series)).as(one.name()).isEqualTo(one.run(rules));
            }
        }
    }

    @Test
    void theRowOfACaseIsThatOfItsOwnName() {
        RuleSources sources = RuleFiles.sources(RuleSet.BENEFIT_LAW);
        List<String> lines = String.valueOf(sources.files().get("benefit-law/cases.yaml"))
                .lines()
                .toList();
        assertThat(RuleCases.read(RuleSet.BENEFIT_LAW, sources).cases())
                .allSatisfy(one -> assertThat(lines.get(one.row() - 1))
                        .containsPattern("- name: [\"']?" + java.util.regex.Pattern.quote(one.name()) + "[\"']?$"));
    }
}
