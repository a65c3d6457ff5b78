package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kimlotse.assessment.facts.DatedFact;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.assessment.facts.TimelineQuestion;
import org.kimlotse.escalation.facts.DroppedHandover;
import org.kimlotse.shared.Municipality;

/** Every parameter, row and rule says when it holds, what it rests on and who released it, and holds on those days only. */
class RuleDatingTest {

    private static final Instant ASKED = Instant.parse("2026-11-20T10:00:00Z");
    private static final String BOTTLENECKS = "bottlenecks/bottlenecks.drl";
    private static final String CHANGES = "benefit-law/changes.drl.csv";
    private static final String PARAMETERS = "parameters/parameters.drl.csv";
    private static final String AGES = "benefit-law/age-limits.drl.csv";

    private static List<RuleSetStatus.Problem> refused(RuleSet set, String path, UnaryOperator<String> change) {
        RuleSources sources = RuleFiles.sources(set, path, change);
        RulesRejected rejected = catchThrowableOfType(RulesRejected.class, () -> CompiledRules.compile(set, sources));
        assertThat(rejected).isNotNull();
        return rejected.problems();
    }

    private static CompiledRules changed(RuleSet set, String path, UnaryOperator<String> change) {
        return CompiledRules.compile(set, RuleFiles.sources(set, path, change));
    }

    private static String replaced(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    private static int lineOf(RuleSet set, String path, String begin) {
        List<String> lines =
                String.valueOf(RuleFiles.sources(set).files().get(path)).lines().toList();
        return IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).startsWith(begin))
                        .findFirst()
                        .orElseThrow()
                + 1;
    }

    private static StatusFacts served(String day) {
        return StatusFacts.with(ResidenceStatus.RECOGNISED)
                .decisionServedOn(LocalDate.parse(day))
                .birthDate(LocalDate.of(1995, 3, 3), false)
                .employable(true)
                .needsSupport(true)
                .municipality(Municipality.SIEGBURG)
                .build();
    }

    private static List<DroppedHandover> dropped(int cases) {
        return IntStream.range(0, cases)
                .mapToObj(i ->
                        new DroppedHandover("h" + i, "KIM-2026-0000" + i, "H3", "JC-SIE", LocalDate.of(2026, 11, 1)))
                .toList();
    }

    private static Set<String> rulesOf(CompiledRules.Run run) {
        return run.findings().stream().map(Finding::ruleId).collect(Collectors.toCollection(TreeSet::new));
    }

    // ---- refused -----------------------------------------------------------------------------------------------

    @Test
    void aRuleThatDoesNotSayWhenItHoldsIsRefusedWithItsFileAndLine() {
        assertThat(refused(
                        RuleSet.BOTTLENECKS,
                        BOTTLENECKS,
                        drl -> drl.replaceFirst("(rule \"bottlenecks.not-yet\"\n)@[^\n]*\n", "$1")))
                .extracting(RuleSetStatus.Problem::toString)
                .containsExactlyElementsOf(List.of("validFrom", "status", "source", "releasedBy").stream()
                        .map(name -> BOTTLENECKS + ", Zeile "
                                + lineOf(RuleSet.BOTTLENECKS, BOTTLENECKS, "rule \"bottlenecks.not-yet\"")
                                + ": Regel „bottlenecks.not-yet“, @" + name + ": fehlt.")
                        .toList());
    }

    @Test
    void aTableWithoutOneOfTheColumnsIsRefused() {
        assertThat(refused(RuleSet.BENEFIT_LAW, AGES, csv -> replaced(csv, "\"freigegeben von\"", "\"geprüft\"")))
                .extracting(RuleSetStatus.Problem::toString)
                .containsExactly(
                        AGES + ", Zeile 8: Diese Spalten fehlen: „freigegeben von“. Jede Zeile braucht Geltung, Stand,"
                                + " Quelle und Freigabe.");
    }

    @Test
    void aRowIsRefusedWithItsRowAndColumnIfADateAWordOrTheReleaseIsWrong() {
        String row = "\"benefit-law.age-limit-1946\"";
        int line = lineOf(RuleSet.BENEFIT_LAW, AGES, row);
        Map<String, String> wrong = Map.of(
                "\"2005-01-01\",\"\",\"inForce\",\"\"",
                "Spalte „freigegeben von“: fehlt.",
                "\"2005-1-1\",\"\",\"inForce\",\"offen\"",
                "Spalte „gültig ab“: Kein Datum der Form 2026-09-30: 2005-1-1",
                "\"2005-01-01\",\"\",\"gilt\",\"offen\"",
                "Spalte „Stand“: Stand muss inForce, announced oder expired sein, nicht: gilt",
                "\"2005-01-01\",\"\",\"expired\",\"offen\"",
                "Spalte „gültig bis“: Was ausgelaufen ist (expired), braucht einen letzten Tag.",
                "\"2005-01-01\",\"2004-12-31\",\"inForce\",\"offen\"",
                "Spalte „gültig bis“: Der letzte Tag liegt vor dem ersten.");
        wrong.forEach((cells, message) -> assertThat(refused(
                        RuleSet.BENEFIT_LAW,
                        AGES,
                        csv -> csv.replaceFirst(
                                "(" + row + ".*),\"2005-01-01\",\"\",\"inForce\",\"offen\"", "$1," + cells)))
                .as(cells)
                .anySatisfy(problem -> {
                    assertThat(problem.message()).isEqualTo(message);
                    assertThat(problem.row()).isEqualTo(line);
                    assertThat(problem.column()).isPositive();
                }));
    }

    @Test
    void whoeverLooksAtARowOfDataMustSayForWhichDay() {
        assertThat(refused(
                        RuleSet.ORDER_OF_WORK,
                        "order-of-work/order-of-work.drl",
                        drl -> replaced(
                                drl, "not StepOrder(step == $step, validOn($today))", "not StepOrder(step == $step)")))
                .extracting(RuleSetStatus.Problem::message)
                .containsExactly(
                        "Regel „order-of-work.without-place“: StepOrder braucht validOn( … ), sonst gelten alle Fassungen zugleich.");
    }

    @Test
    void theFactWhoseDayCountsMustBeInTheRule() {
        assertThat(refused(
                        RuleSet.BOTTLENECKS,
                        BOTTLENECKS,
                        drl -> replaced(
                                drl,
                                "rule \"bottlenecks.not-yet\"\n",
                                "rule \"bottlenecks.not-yet\"\n@onDayOf(\"LawDay\") ")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("„LawDay“ kommt in der Regel nicht vor"));
    }

    // ---- held to -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(RuleSet.class)
    void everyFindingOfEveryCaseSaysWhenItsRuleHoldsWhatItRestsOnAndWhoReleasedIt(RuleSet set) {
        RuleSources sources = RuleFiles.sources(set);
        CompiledRules rules = CompiledRules.compile(set, sources);
        assertThat(RuleCases.read(set, sources).cases())
                .allSatisfy(one -> assertThat(one.run(rules).findings()).allSatisfy(finding -> {
                    assertThat(finding.validity()).as(finding.ruleId()).isNotNull();
                    assertThat(finding.validity().source()).isNotBlank();
                    assertThat(finding.validity().releasedBy()).isNotBlank();
                }));
    }

    @Test
    void aRuleHoldsFromItsFirstToItsLastDay() {
        CompiledRules rules = changed(
                RuleSet.BOTTLENECKS,
                BOTTLENECKS,
                drl -> drl.replaceFirst(
                        "(rule \"bottlenecks.same-hop-same-office\"\n)@validFrom\\(\"2005-01-01\"\\)",
                        "$1@validFrom(\"2026-11-20\") @validTo(\"2026-11-21\")"));
        assertThat(List.of(-1, 0, 1, 2))
                .extracting(days -> rulesOf(rules.run(dropped(3), ASKED.plusSeconds(days * 86_400L)))
                        .contains("bottlenecks.same-hop-same-office"))
                .containsExactly(false, true, true, false);
    }

    @Test
    void theLawOfTheDayOfTheEventDecidesNotThatOfTheDayOfTheQuestion() {
        CompiledRules rules = changed(
                RuleSet.BENEFIT_LAW,
                CHANGES,
                csv -> replaced(
                        csv,
                        "\"benefit-law.row-10\",\"RECOGNISED\",\"ZUSTELLUNG\",\"2005-01-01\",\"\",\"inForce\"",
                        "\"benefit-law.row-10@2026-09-15\",\"RECOGNISED\",\"ZUSTELLUNG\",\"2026-09-15\",\"\",\"inForce\",\"\",\"10\",\"Neu.\",\"§ 1 AsylbLG\",\"Leitung\",\"Test\"\n"
                                + "\"benefit-law.row-10\",\"RECOGNISED\",\"ZUSTELLUNG\",\"2005-01-01\",\"2026-09-14\",\"expired\""));
        CompiledRules.Run before = rules.run(List.of(served("2026-09-14")), ASKED);
        CompiledRules.Run after = rules.run(List.of(served("2026-09-15")), ASKED);
        assertThat(rulesOf(before)).contains("benefit-law.row-10").doesNotContain("benefit-law.row-10@2026-09-15");
        assertThat(rulesOf(after)).contains("benefit-law.row-10@2026-09-15").doesNotContain("benefit-law.row-10");
        assertThat(after.findings())
                .filteredOn(f -> f.ruleId().equals("benefit-law.row-10@2026-09-15"))
                .first()
                .extracting(Finding::validity)
                .isEqualTo(new Validity(LocalDate.of(2026, 9, 15), null, "inForce", "Test", "Leitung"));
    }

    @Test
    void aRuleMayNameTheFactWhoseDayCounts() {
        String rule = "rule \"benefit-law.new-law-sgb-ii\"\n";
        UnaryOperator<String> until2026 = drl -> drl.replaceFirst(
                "(" + rule + ")@validFrom\\(\"2005-01-01\"\\)",
                "$1@validFrom(\"2005-01-01\") @validTo(\"2026-09-30\")");
        // The change happens in September, the new law is looked for on 1 October.
        assertThat(changed(RuleSet.BENEFIT_LAW, "benefit-law/benefit-law.drl", until2026)
                        .run(List.of(served("2026-09-15")), ASKED)
                        .fired())
                .doesNotContain("benefit-law.new-law-sgb-ii");
        String dayFirst = "rule \"benefit-law.day-first\"\n";
        UnaryOperator<String> byChange = drl -> drl.replaceFirst(
                "(" + dayFirst + ")@validFrom\\(\"2005-01-01\"\\)",
                "$1@onDayOf(\"LawChange\") @validFrom(\"2005-01-01\") @validTo(\"2026-09-15\")");
        CompiledRules rules = changed(RuleSet.BENEFIT_LAW, "benefit-law/benefit-law.drl", byChange);
        assertThat(rules.run(List.of(served("2026-09-15")), ASKED).fired()).contains("benefit-law.day-first");
        assertThat(rules.run(List.of(served("2026-09-16")), ASKED).fired()).doesNotContain("benefit-law.day-first");
    }

    @Test
    void aRowOfDataHoldsOnItsDaysOnly() {
        List<DatedFact> facts = List.of(
                new DatedFact("ENTRY", LocalDate.of(2025, 1, 2), "Einreise"),
                new DatedFact("TITLE_ISSUED", LocalDate.of(2025, 1, 1), "Erteilung"));
        CompiledRules rules = changed(
                RuleSet.CONSISTENCY,
                "consistency/day-order.drl.csv",
                csv -> csv.replaceFirst(
                        "(\"consistency.entry-title\".*),\"2005-01-01\",\"\",\"inForce\"",
                        "$1,\"2026-11-21\",\"2026-11-21\",\"expired\""));
        assertThat(List.of(0, 1, 2))
                .extracting(days -> rulesOf(rules.run(facts, ASKED.plusSeconds(days * 86_400L))))
                .containsExactly(Set.of(), Set.of("consistency.entry-title"), Set.of());
    }

    // ---- announced ---------------------------------------------------------------------------------------------

    private static CompiledRules withAnnounced(String path, String row, String announced) {
        return changed(RuleSet.BENEFIT_LAW, path, csv -> {
            Matcher line =
                    Pattern.compile("(?m)^\"" + Pattern.quote(row) + "\".*$").matcher(csv);
            assertThat(line.find()).isTrue();
            return csv.stripTrailing() + "\n" + announced + "\n";
        });
    }

    @Test
    void whatIsAnnouncedIsSeenInAPreviewOnlyAndOnlyFromItsFirstDayOn() {
        CompiledRules rules = withAnnounced(
                CHANGES,
                "benefit-law.row-10",
                "\"benefit-law.row-10@neu\",\"RECOGNISED\",\"ZUSTELLUNG\",\"2026-09-15\",\"\",\"announced\",\"\",\"10\",\"Entwurf.\",\"§ 1 AsylbLG\",\"offen\",\"Entwurf\"");
        for (String day : List.of("2026-09-14", "2026-09-15")) {
            assertThat(rulesOf(rules.run(List.of(served(day)), ASKED)))
                    .contains("benefit-law.row-10")
                    .doesNotContain("benefit-law.row-10@neu");
        }
        assertThat(rulesOf(rules.run(List.of(served("2026-09-14")), ASKED, Map.of(), true)))
                .contains("benefit-law.row-10")
                .doesNotContain("benefit-law.row-10@neu");
        CompiledRules.Run preview = rules.run(List.of(served("2026-09-15")), ASKED, Map.of(), true);
        assertThat(rulesOf(preview)).contains("benefit-law.row-10@neu").doesNotContain("benefit-law.row-10");
        assertThat(preview.findings())
                .filteredOn(f -> f.ruleId().equals("benefit-law.row-10@neu"))
                .first()
                .extracting(f -> f.validity() == null ? "" : f.validity().status())
                .isEqualTo("announced");
    }

    @Test
    void anAnnouncedParameterTakesThePlaceOfTheOneInForceInAPreviewOnly() {
        CompiledRules rules = withAnnounced(
                PARAMETERS,
                "parameters.SOFT_APPLICATION_DAYS",
                "\"parameters.SOFT_APPLICATION_DAYS@neu\",\"SOFT_APPLICATION_DAYS\",\"9\",\"Tage\",\"2026-09-15\",\"\",\"announced\",\"offen\",\"Entwurf\"");
        assertThat(soft(rules.run(List.of(served("2026-09-15")), ASKED))).isEqualTo("2026-09-22");
        assertThat(soft(rules.run(List.of(served("2026-09-15")), ASKED, Map.of(), true)))
                .isEqualTo("2026-09-24");
        assertThat(soft(rules.run(List.of(served("2026-09-14")), ASKED, Map.of(), true)))
                .isEqualTo("2026-09-21");
    }

    /** What is asked for is what the law asks for on the day it is complete, whenever the question is put. */
    @Test
    void aPeriodIsJudgedByTheLawOfTheDayOnWhichItIsComplete() {
        CompiledRules analog = withAnnounced(
                PARAMETERS,
                "parameters.ANALOG_MONTHS",
                "\"parameters.ANALOG_MONTHS@neu\",\"ANALOG_MONTHS\",\"48\",\"Monate\",\"2026-10-01\",\"\",\"announced\",\"offen\",\"Entwurf\"");
        for (String asked : List.of("2026-09-01", "2026-11-25")) {
            // 36 months would be complete on 20.11.2026, under the new law.
            assertThat(analogFrom(analog, "2023-11-20", asked)).isEqualTo("2027-11-21");
        }
        assertThat(analogFrom(analog, "2023-09-29", "2026-09-01")).isEqualTo("2026-09-30");
        assertThat(analogFrom(analog, "2023-09-30", "2026-09-01")).isEqualTo("2027-10-01");

        CompiledRules suspension = withAnnounced(
                PARAMETERS,
                "parameters.SUSPENSION_MONTHS",
                "\"parameters.SUSPENSION_MONTHS@neu\",\"SUSPENSION_MONTHS\",\"24\",\"Monate\",\"2026-10-01\",\"\",\"announced\",\"offen\",\"Entwurf\"");
        for (String asked : List.of("2026-09-01", "2026-11-25")) {
            assertThat(suspensionEnds(suspension, "2025-03-30", asked)).isEqualTo("2026-09-30");
            assertThat(suspensionEnds(suspension, "2025-04-01", asked)).isEqualTo("2027-04-01");
        }
    }

    /** What the lower number gave stays given for its days; from the first day of the higher one the higher one is asked for. */
    @Test
    void aHigherWaitTakesBackNoDayOfTheLowerOne() {
        CompiledRules analog = withAnnounced(
                PARAMETERS,
                "parameters.ANALOG_MONTHS",
                "\"parameters.ANALOG_MONTHS@neu\",\"ANALOG_MONTHS\",\"48\",\"Monate\",\"2026-10-01\",\"\",\"announced\",\"offen\",\"Entwurf\"");
        for (String asked : List.of("2026-08-01", "2026-09-30", "2026-10-01", "2026-11-25")) {
            // 36 months are complete on 10.09.2026, 48 on 10.09.2027.
            assertThat(analogDays(analog, "2023-09-10", asked))
                    .containsExactly("2026-09-11 bis 2026-09-30", "2027-09-11 bis offen");
            assertThat(analogDays(analog, "2023-09-29", asked))
                    .containsExactly("2026-09-30 bis 2026-09-30", "2027-09-30 bis offen");
            assertThat(analogDays(analog, "2023-09-30", asked)).containsExactly("2027-10-01 bis offen");
            // 48 months were complete on 30.09.2026.
            assertThat(analogDays(analog, "2022-09-30", asked)).containsExactly("2025-10-01 bis offen");
            assertThat(analogDays(analog, "2022-10-01", asked))
                    .containsExactly("2025-10-02 bis 2026-09-30", "2026-10-02 bis offen");
            assertThat(run(analog, "2023-09-10", asked))
                    .anyMatch(finding -> finding.ruleId().equals("benefit-law.analog-longer-wait"))
                    .noneMatch(finding -> finding.ruleId().equals("benefit-law.analog-unknown-before"));
        }
    }

    private static List<String> analogDays(CompiledRules rules, String since, String asked) {
        return run(rules, since, asked).stream()
                .filter(finding -> finding.ruleId().equals("benefit-law.period-analog"))
                .map(finding -> finding.date("from").orElseThrow() + " bis "
                        + finding.date("until").map(LocalDate::toString).orElse("offen"))
                .sorted()
                .toList();
    }

    private static List<Finding> run(CompiledRules rules, String since, String asked) {
        StatusFacts facts = StatusFacts.with(ResidenceStatus.DULDUNG)
                .inGermanySince(LocalDate.parse(since))
                .statusSince(LocalDate.parse(since))
                .build();
        return rules.run(List.of(facts, new TimelineQuestion()), Instant.parse(asked + "T10:00:00Z"), Map.of(), true)
                .findings();
    }

    private static String analogFrom(CompiledRules rules, String since, String asked) {
        return day(
                rules,
                StatusFacts.with(ResidenceStatus.DULDUNG)
                        .inGermanySince(LocalDate.parse(since))
                        .build(),
                asked,
                "analogFrom");
    }

    private static String suspensionEnds(CompiledRules rules, String suspended, String asked) {
        return day(
                rules,
                StatusFacts.with(ResidenceStatus.TITLE_25_5)
                        .title(LocalDate.of(2026, 8, 1), 12)
                        .suspensionDecidedOn(LocalDate.parse(suspended))
                        .build(),
                asked,
                "trigger");
    }

    private static String day(CompiledRules rules, StatusFacts facts, String asked, String date) {
        return rules.run(List.of(facts), Instant.parse(asked + "T10:00:00Z"), Map.of(), true).findings().stream()
                .filter(f -> f.kind().equals(FindingKind.BENEFIT_LAW))
                .flatMap(f -> f.date(date).stream())
                .map(LocalDate::toString)
                .collect(java.util.stream.Collectors.joining(" "));
    }

    private static String soft(CompiledRules.Run run) {
        return run.findings().stream()
                .filter(f -> f.kind().equals(FindingKind.BENEFIT_LAW))
                .findFirst()
                .flatMap(f -> f.date("softApplication"))
                .orElseThrow()
                .toString();
    }

    // ---- kept --------------------------------------------------------------------------------------------------

    @Test
    void aVersionKeptFromTimesWhenRulesHadNoDatesStillDecidesAndSaysNothingOfDates() {
        Map<String, String> files =
                new HashMap<>(RuleFiles.sources(RuleSet.BOTTLENECKS).files());
        files.computeIfPresent(BOTTLENECKS, (path, drl) -> drl.replaceAll("(?m)^@.*\n", ""));
        RuleSources old = RuleSources.of(files);
        CompiledRules.Run run =
                CompiledRules.compileKept(RuleSet.BOTTLENECKS, old).run(dropped(3), ASKED);
        assertThat(rulesOf(run)).contains("bottlenecks.same-hop-same-office");
        assertThat(run.findings()).allSatisfy(f -> assertThat(f.validity()).isNull());
    }
}
