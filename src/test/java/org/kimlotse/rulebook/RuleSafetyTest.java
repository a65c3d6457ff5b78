package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever may drop a rule file may not run code with it. */
class RuleSafetyTest {

    private static final String HEAD =
            """
            package rules.indication
            import org.kimlotse.intake.facts.IndicationFacts
            import org.kimlotse.rulebook.AsOf
            import org.kimlotse.rulebook.Found
            """;

    private static String rule(String when, String then) {
        return HEAD + "rule \"indication.attack\"\nwhen\n    " + when + "\nthen\n    " + then + "\nend\n";
    }

    private static String when(String condition) {
        return rule(condition, "insert(Found.flag(\"X\"));");
    }

    private static String then(String consequence) {
        return rule("$f : IndicationFacts()", consequence);
    }

    private static String head(String line) {
        return HEAD + line
                + "\nrule \"indication.attack\" when IndicationFacts() then insert(Found.flag(\"X\")); end\n";
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("import of Runtime", head("import java.lang.Runtime")),
                Arguments.of("import of a whole package", head("import java.lang.*")),
                Arguments.of("import of files", head("import java.nio.file.Files")),
                Arguments.of("import of Spring", head("import org.springframework.context.ApplicationContext")),
                Arguments.of("import of the engine", head("import org.camunda.bpm.engine.RuntimeService")),
                Arguments.of("import of our own insides", head("import org.kimlotse.rulebook.KieRuleBook")),
                Arguments.of("import of a bean", head("import org.kimlotse.casefile.Cases")),
                Arguments.of("static import", head("import static java.lang.Runtime.getRuntime")),
                Arguments.of("function import", head("import function java.lang.System.exit")),
                Arguments.of("accumulate import", head("import accumulate java.lang.Object x")),
                Arguments.of("function", head("function void f() { Runtime.getRuntime().halt(1); }")),
                Arguments.of("global", head("global java.util.List list")),
                Arguments.of("declared type", head("declare Evil name : String end")),
                Arguments.of("declared type that extends", head("declare Evil extends java.lang.Thread end")),
                Arguments.of("query", head("query \"q\" IndicationFacts() end")),
                Arguments.of("dialect mvel", head("dialect \"mvel\"")),
                Arguments.of(
                        "dialect mvel of a rule",
                        HEAD
                                + "rule \"indication.attack\" dialect \"mvel\" when IndicationFacts() then insert(Found.flag(\"X\")); end"),
                Arguments.of(
                        "salience",
                        HEAD
                                + "rule \"indication.attack\" salience 10 when IndicationFacts() then insert(Found.flag(\"X\")); end"),
                Arguments.of(
                        "salience by expression",
                        HEAD
                                + "rule \"indication.attack\" salience (Runtime.getRuntime().hashCode()) when IndicationFacts() then insert(Found.flag(\"X\")); end"),
                Arguments.of(
                        "timer",
                        HEAD
                                + "rule \"indication.attack\" timer(int: 0 1s) when IndicationFacts() then insert(Found.flag(\"X\")); end"),
                Arguments.of(
                        "switched on by expression",
                        HEAD
                                + "rule \"indication.attack\" enabled (Runtime.getRuntime() != null) when IndicationFacts() then insert(Found.flag(\"X\")); end"),
                Arguments.of("eval", when("eval(Runtime.getRuntime() != null)")),
                Arguments.of("eval in a pattern", when("IndicationFacts(eval(true))")),
                Arguments.of("Runtime in a pattern", when("IndicationFacts(Runtime.getRuntime() != null)")),
                Arguments.of("full name in a pattern", when("IndicationFacts(java.lang.Runtime.getRuntime() != null)")),
                Arguments.of("full name as a type", when("java.lang.Runtime()")),
                Arguments.of("class of a fact", when("IndicationFacts(this.getClass().getClassLoader() != null)")),
                Arguments.of("class property of a fact", when("IndicationFacts(this.class.name != null)")),
                Arguments.of("class property, null-safe", when("IndicationFacts(this!.class != null)")),
                Arguments.of("new in a pattern", when("IndicationFacts(new String(\"x\") != null)")),
                Arguments.of("assignment in a pattern", when("IndicationFacts((x = 1) == 1)")),
                Arguments.of("block in a pattern", when("IndicationFacts({1} != null)")),
                Arguments.of("binding of an evil expression", when("IndicationFacts($x : Runtime.getRuntime())")),
                Arguments.of("from", when("IndicationFacts() from System.getProperties()")),
                Arguments.of("from a full name", when("IndicationFacts() from java.lang.System.getProperties()")),
                Arguments.of("entry point", when("IndicationFacts() from entry-point \"x\"")),
                Arguments.of("unlisted type", when("KieSession()")),
                Arguments.of("a finding as a fact", when("Found()")),
                Arguments.of(
                        "accumulate with code",
                        when(
                                "Number() from accumulate(IndicationFacts(), init(int x = 0;), action(Runtime.getRuntime().halt(1);), result(x))")),
                Arguments.of(
                        "accumulate with an unlisted function",
                        when("accumulate(IndicationFacts($b : birthDate); $x : evil($b))")),
                Arguments.of(
                        "code inside accumulate",
                        when("accumulate(IndicationFacts($b : birthDate); $x : max(Runtime.getRuntime().hashCode()))")),
                Arguments.of(
                        "code in the test of accumulate",
                        when(
                                "accumulate(IndicationFacts($b : birthDate); $x : count($b); Runtime.getRuntime().hashCode() > 0)")),
                Arguments.of("code inside not", when("not IndicationFacts(Thread.currentThread().getName() != null)")),
                Arguments.of("code inside or", when("(IndicationFacts() or IndicationFacts(System.getenv() != null))")),
                Arguments.of(
                        "code inside forall",
                        when("forall(IndicationFacts() IndicationFacts(System.getenv() != null))")),
                Arguments.of("window", when("IndicationFacts() over window:time(10s)")),
                Arguments.of("statement", then("Runtime.getRuntime().halt(1);")),
                Arguments.of("full name in a statement", then("java.lang.Runtime.getRuntime().halt(1);")),
                Arguments.of("code as an argument", then("insert(Runtime.getRuntime());")),
                Arguments.of("full name as an argument", then("insert(java.lang.System.getenv());")),
                Arguments.of("class of a fact as an argument", then("insert($f.getClass().getClassLoader());")),
                Arguments.of("class of a text", then("insert(\"\".getClass());")),
                Arguments.of("class literal", then("insert(String.class);")),
                Arguments.of("endless loop", then("while (true) {}")),
                Arguments.of("loop after an insert", then("insert(Found.flag(\"X\")); for (;;) {}")),
                Arguments.of("anonymous class", then("insert(new Object() { { } });")),
                Arguments.of("lambda", then("insert((Runnable) () -> { });")),
                Arguments.of("method reference", then("insert($f::hashCode);")),
                Arguments.of("new of an unlisted type", then("insert(new Thread());")),
                Arguments.of("local variable", then("String x = \"\"; insert(x);")),
                Arguments.of("delete", then("delete($f);")),
                Arguments.of("modify", then("modify($f) { toString() };")),
                Arguments.of("knowledge helper", then("insert(drools.getRule());")),
                Arguments.of("knowledge context", then("insert(kcontext.getKieRuntime());")),
                Arguments.of("knowledge helper as a statement", then("drools.halt();")),
                Arguments.of("comment that hides a statement", then("/* x */ System.exit(1); //")),
                Arguments.of("unicode escape", then("insert(\"\\u0022 + Runtime.getRuntime() + \\u0022\");")),
                Arguments.of("filling the memory", then("insert(\"x\".repeat(999999));")),
                Arguments.of("filling the memory by format", then("insert(String.format(\"%999999d\", 1));")),
                Arguments.of("a huge number", then("insert(Found.flag(\"X\").value(\"n\", 2000000000));")),
                Arguments.of("a huge number in a pattern", when("IndicationFacts(needAreas.size > 2000000000)")),
                Arguments.of("waiting on a fact", then("insert($f.wait());")),
                Arguments.of(
                        "named consequence",
                        HEAD
                                + "rule \"indication.attack\" when IndicationFacts() do[x] then insert(Found.flag(\"X\")); then[x] System.exit(1); end"),
                Arguments.of(
                        "extends",
                        head("")
                                + "rule \"indication.b\" extends \"indication.attack\" when AsOf() then insert(Found.flag(\"X\")); end"),
                Arguments.of(
                        "annotation",
                        HEAD
                                + "rule \"indication.attack\" @Propagation(EAGER) when IndicationFacts() then insert(Found.flag(\"X\")); end"),
                Arguments.of("foreign package", head("").replace("package rules.indication", "package java.lang")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void refuses(String attack, String drl) {
        RulesRejected rejected =
                catchThrowableOfType(RulesRejected.class, () -> RuleFile.parse("indication/attack.drl", drl));
        assertThat(rejected).as(attack).isNotNull();
        assertThat(rejected.problems()).isNotEmpty();
    }

    @Test
    void acceptsWhatARuleNeeds() {
        RuleFile file = RuleFile.parse(
                "indication/good.drl",
                HEAD
                        + """
                        rule "indication.good"
                        when
                            AsOf($today : day)
                            $f : IndicationFacts(needAreas.size > 2, birthDate != null && !birthDate.isAfter($today))
                            not IndicationFacts(managesAlone == true)
                            accumulate(IndicationFacts($b : birthDate); $all : collectSet($b); $all.size < 9)
                        then
                            insert(Found.flag("X").reason("a" + ($f.needAreas().size() > 3 ? "b" : "c")).used("n", $all.size()));
                        end
                        rule "indication.else"
                        salience -99
                        when
                            not IndicationFacts()
                        then
                            insert(Found.flag("Y"));
                        end
                        """);
        assertThat(file.parsed().getRules()).hasSize(2);
    }

    @Test
    void refusesTheSameInTables() {
        String table =
                """
                "RuleSet","rules.indication",""
                "Import","org.kimlotse.intake.facts.IndicationFacts,org.kimlotse.rulebook.Found",""
                "RuleTable x","",""
                "NAME","CONDITION","ACTION"
                "","IndicationFacts",""
                "","managesAlone == $param","insert(Found.flag(""$param""));"
                "Regel","allein","Flagge"
                "indication.a","true","X"
                "indication.b","Runtime.getRuntime() != null","Y"
                "indication.c","false","Z\\"")); System.exit(1); insert(Found.flag(\\""Z"
                """;
        RulesRejected rejected =
                catchThrowableOfType(RulesRejected.class, () -> RuleFile.parse("indication/t.drl.csv", table));
        assertThat(rejected.problems())
                .extracting(RuleSetStatus.Problem::row)
                .contains(9, 10)
                .doesNotContain(8);
    }

    @Test
    void quotesInACellStayText() {
        String table =
                """
                "RuleSet","rules.indication",""
                "Import","org.kimlotse.intake.facts.IndicationFacts,org.kimlotse.rulebook.Found",""
                "RuleTable x","",""
                "NAME","CONDITION","ACTION"
                "","IndicationFacts",""
                "","managesAlone == $param","insert(Found.flag(""$param""));"
                "Regel","allein","Flagge"
                "indication.c","false","Z"")); System.exit(1); insert(Found.flag(""Z"
                """;
        RuleFile file = RuleFile.parse("indication/t.drl.csv", table);
        assertThat(file.parsed().getRules()).hasSize(1);
        assertThat(file.drl()).contains("Found.flag(\"Z\\\")); System.exit(1); insert(Found.flag(\\\"Z\")");
    }

    @Test
    void refusesFunctionsAndGlobalsInTheHeadOfATable() {
        String table =
                """
                "RuleSet","rules.indication",""
                "Import","org.kimlotse.intake.facts.IndicationFacts,org.kimlotse.rulebook.Found",""
                "Functions","function void f() { Runtime.getRuntime().halt(1); }",""
                "Variables","java.util.List list",""
                "RuleTable x","",""
                "NAME","CONDITION","ACTION"
                "","IndicationFacts",""
                "","managesAlone == $param","insert(Found.flag(""$param""));"
                "Regel","allein","Flagge"
                "indication.a","true","X"
                """;
        RulesRejected rejected =
                catchThrowableOfType(RulesRejected.class, () -> RuleFile.parse("indication/t.drl.csv", table));
        assertThat(rejected).hasMessageContaining("function").hasMessageContaining("global");
    }
}
