package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
}
