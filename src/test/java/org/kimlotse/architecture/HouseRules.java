package org.kimlotse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Set;

/** What the layout of the packages promises, as rules that can be put to any package with that layout. */
final class HouseRules {

    private HouseRules() {}

    static ArchRule camundaOnlyInTheEngineAndInProcessPackages(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackages(base + ".engine..", base + ".*.process..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.camunda..", "camundajar..")
                .because("the exit from the engine has to stay mechanical");
    }

    static ArchRule droolsOnlyInTheRuleBook(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and()
                .resideOutsideOfPackage(base + ".rulebook..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.kie..", "org.drools..")
                .because("the rule book is the only place that knows Drools");
    }

    static ArchRule factsArePlain(String base) {
        return classes()
                .that()
                .resideInAPackage(base + ".*.facts..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify.annotations..", "org.kimlotse.shared..", base + ".*.facts..")
                .because("rules see immutable records that know nothing of the modules");
    }

    static ArchRule nobodyAsksTheTimeWithoutTheClock(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .callCodeUnitWhere(
                        DescribedPredicate.describe("it reads the machine's clock", HouseRules::readsTheTime))
                .because("time comes from the Clock bean");
    }

    private static boolean readsTheTime(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String method = call.getTarget().getName();
        boolean withoutArguments = call.getTarget().getRawParameterTypes().isEmpty();
        boolean withClock =
                call.getTarget().getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(java.time.Clock.class));
        return owner.startsWith("java.time.") && method.equals("now") && !withClock
                || owner.equals("java.time.Clock") && method.equals("systemDefaultZone")
                || owner.equals("java.lang.System") && method.equals("currentTimeMillis")
                || owner.equals("java.util.Date") && method.equals("<init>") && withoutArguments
                || owner.equals("java.util.Calendar") && method.equals("getInstance")
                || owner.equals("org.camunda.bpm.engine.impl.util.ClockUtil") && method.equals("now");
    }

    static ArchRule nothingIsInjectedIntoFields(String base) {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(base + "..")
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .because("what a class needs stands in its constructor");
    }

    static ArchRule noModuleImportsItsOwnProcessOrWeb(String base) {
        return classes()
                .that()
                .resideInAPackage(base + ".*")
                .should(notReachInto(base, Set.of("process", "web")))
                .because("the use cases of a module do not know how they are called");
    }

    private static ArchCondition<JavaClass> notReachInto(String base, Set<String> inner) {
        return new ArchCondition<>("not depend on the process or web package of its own module") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                String module = origin.getPackageName();
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    boolean bad = inner.stream()
                            .anyMatch(part ->
                                    target.equals(module + "." + part) || target.startsWith(module + "." + part + "."));
                    if (bad) {
                        events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                    }
                }
            }
        };
    }

    static ArchRule onlyRecordsAreFacts(String base) {
        return classes()
                .that()
                .resideInAPackage(base + ".*.facts..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should(beRecordOrEnum())
                .because("a fact that changes while rules run cannot be explained afterwards");
    }

    private static ArchCondition<JavaClass> beRecordOrEnum() {
        return new ArchCondition<>("be records, enums or interfaces") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean nestedOfSuch = type.getEnclosingClass().isPresent();
                if (!type.isRecord() && !type.isEnum() && !type.isInterface() && !nestedOfSuch) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is a class with state"));
                }
            }
        };
    }

    static ArchRule pagesReadThroughTheCompartment(String base) {
        return noClasses()
                .that()
                .resideInAPackage(base + ".board..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.kimlotse.goals.GoalAgreements")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.kimlotse.referral.ReferralRecords")
                .because("a page shows what ShownAgreements and ShownReferrals let through, whoever reads it");
    }

    static Iterable<ArchRule> all(String base) {
        return Arrays.asList(
                camundaOnlyInTheEngineAndInProcessPackages(base),
                droolsOnlyInTheRuleBook(base),
                factsArePlain(base),
                onlyRecordsAreFacts(base),
                nobodyAsksTheTimeWithoutTheClock(base),
                nothingIsInjectedIntoFields(base),
                noModuleImportsItsOwnProcessOrWeb(base),
                pagesReadThroughTheCompartment(base));
    }
}
