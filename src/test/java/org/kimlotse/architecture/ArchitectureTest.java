package org.kimlotse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kimlotse.Lotse;
import org.springframework.modulith.core.ApplicationModules;

/** The product keeps the rules of the house, and each rule would notice if it did not. */
class ArchitectureTest {

    private static final String PRODUCT = "org.kimlotse";
    private static final String OFFENDERS = "org.kimlotse.architecture.offenders";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PRODUCT);

    private static final JavaClasses BAD = new ClassFileImporter().importPackages(OFFENDERS);

    @Test
    void modulesDependOnEachOtherAsDeclaredAndWithoutCycles() {
        ApplicationModules.of(Lotse.class).verify();
    }

    @TestFactory
    Stream<DynamicTest> theProductKeeps() {
        return StreamSupport.stream(HouseRules.all(PRODUCT).spliterator(), false)
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(MAIN)));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleBites() {
        Map<String, Function<String, ArchRule>> rules = Map.of(
                "UsesTheEngine", HouseRules::camundaOnlyInTheEngineAndInProcessPackages,
                "UsesDrools", HouseRules::droolsOnlyInTheRuleBook,
                "FactThatKnowsAModule", HouseRules::factsArePlain,
                "FactThatChanges", HouseRules::onlyRecordsAreFacts,
                "AsksTheMachineForTheTime", HouseRules::nobodyAsksTheTimeWithoutTheClock,
                "InjectsIntoAField", HouseRules::nothingIsInjectedIntoFields,
                "RootThatKnowsItsWeb", HouseRules::noModuleImportsItsOwnProcessOrWeb,
                "PageThatReadsEverything", HouseRules::pagesReadThroughTheCompartment);
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    EvaluationResult result = rule.getValue().apply(OFFENDERS).evaluate(BAD);
                    assertThat(result.getFailureReport().getDetails())
                            .isNotEmpty()
                            .allSatisfy(detail -> assertThat(detail).contains(rule.getKey()));
                }));
    }

    @Test
    void aModuleThatReachesBackwardsIsNoticed() {
        assertThat(ApplicationModules.of(Lotse.class).getModuleByName("engine")).isPresent();
        assertThat(ApplicationModules.of(Lotse.class).stream().count()).isGreaterThanOrEqualTo(12);
    }
}
