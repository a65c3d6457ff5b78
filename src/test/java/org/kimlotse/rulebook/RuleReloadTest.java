package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kimlotse.escalation.facts.DroppedHandover;
import org.kimlotse.intake.facts.IndicationFacts;

/** What happens to the rules that serve when somebody drops files into the folder. */
class RuleReloadTest {

    private static final Instant ASKED = Instant.parse("2026-11-20T10:00:00Z");
    private static final String DRL = "bottlenecks/bottlenecks.drl";
    private static final String PARAMETERS = "parameters/parameters.drl.csv";

    @TempDir
    Path directory;

    private Path rules;
    private KieRuleBook book;
    private final RuleFiles.InMemory versions = new RuleFiles.InMemory();

    @BeforeEach
    void startWithTheDeliveredRules() {
        rules = RuleFiles.copyTo(directory);
        book = RuleFiles.bookOf(directory.toUri().toString(), versions, RuleSet.BOTTLENECKS);
        assertThat(book.status(RuleSet.BOTTLENECKS).upToDate()).isTrue();
    }

    private String read(String file) throws IOException {
        return Files.readString(rules.resolve(file));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(rules.resolve(file), content);
    }

    private void replace(String file, String from, String to) throws IOException {
        String before = read(file);
        assertThat(before).contains(from);
        write(file, before.replace(from, to));
    }

    private boolean isBottleneck(int cases) {
        List<DroppedHandover> facts = IntStream.range(0, cases)
                .mapToObj(i ->
                        new DroppedHandover("h" + i, "KIM-2026-0000" + i, "H3", "JC-SIE", LocalDate.of(2026, 11, 1)))
                .toList();
        return book.decide(RuleSet.BOTTLENECKS, facts, ASKED)
                .ofKind(FindingKind.BOTTLENECK)
                .findAny()
                .isPresent();
    }

    private void assertOldServes(String version, RuleSetStatus status, String... words) {
        assertThat(status.upToDate()).isFalse();
        assertThat(status.servingVersion()).isEqualTo(version);
        assertThat(status.message())
                .contains("die bisherige Fassung gilt weiter")
                .contains(words);
        assertThat(book.version(RuleSet.BOTTLENECKS)).isEqualTo(version);
        assertThat(isBottleneck(3)).isTrue();
        assertThat(isBottleneck(2)).isFalse();
    }

    @Test
    void anUnchangedFolderKeepsItsVersionAndIsNotCompiledAgain() {
        RuleSetStatus before = book.status(RuleSet.BOTTLENECKS);
        assertThat(book.reload(RuleSet.BOTTLENECKS)).isEqualTo(before);
    }

    @Test
    void theVersionIsTheHashOfTheFolder() throws IOException {
        String before = book.version(RuleSet.BOTTLENECKS);
        assertThat(before).matches("[0-9a-f]{64}");

        write(DRL, read(DRL) + "// eine Bemerkung\n");
        book.reload(RuleSet.BOTTLENECKS);
        String after = book.version(RuleSet.BOTTLENECKS);
        assertThat(after).isNotEqualTo(before);

        replace(DRL, "// eine Bemerkung\n", "");
        book.reload(RuleSet.BOTTLENECKS);
        assertThat(book.version(RuleSet.BOTTLENECKS)).isEqualTo(before);
    }

    @Test
    void theHashKnowsNamesAndContentsApart() {
        String version = RuleSources.of(java.util.Map.of("a/b.drl", "cd")).hash();
        assertThat(RuleSources.of(java.util.Map.of("a/b.drl", "ce")).hash()).isNotEqualTo(version);
        assertThat(RuleSources.of(java.util.Map.of("a/c.drl", "cd")).hash()).isNotEqualTo(version);
        assertThat(RuleSources.of(java.util.Map.of("a/b.drlc", "d")).hash()).isNotEqualTo(version);
        assertThat(RuleSources.of(java.util.Map.of("a/b.drl", "cd")).hash()).isEqualTo(version);
    }

    @Test
    void aChangedThresholdWithItsCasesTakesOverAtOnce() throws IOException {
        replace(PARAMETERS, "\"BOTTLENECK_MIN_CASES\",\"3\"", "\"BOTTLENECK_MIN_CASES\",\"2\"");
        write(
                "bottlenecks/cases.yaml",
                """
                cases:
                  - name: zwei Fälle reichen
                    asOf: 2026-11-20
                    facts:
                      - {fact: escalation.facts.DroppedHandover, handoverId: a, caseNumber: KIM-2026-00001, hop: H3, officeCode: JC-SIE, missedOn: 2026-11-19}
                      - {fact: escalation.facts.DroppedHandover, handoverId: b, caseNumber: KIM-2026-00002, hop: H3, officeCode: JC-SIE, missedOn: 2026-11-20}
                    findings:
                      - {rule: bottlenecks.same-hop-same-office, dates: {firstMissed: 2026-11-19, lastMissed: 2026-11-20}}
                  - name: einer nicht
                    asOf: 2026-11-20
                    facts:
                      - {fact: escalation.facts.DroppedHandover, handoverId: a, caseNumber: KIM-2026-00001, hop: H3, officeCode: JC-SIE, missedOn: 2026-11-19}
                    findings:
                      - bottlenecks.not-yet
                  - name: keiner auch nicht
                    asOf: 2026-11-20
                    facts: []
                    findings: []
                """);
        RuleSetStatus status = book.reload(RuleSet.BOTTLENECKS);
        assertThat(status.message()).contains("ist aktuell");
        assertThat(isBottleneck(2)).isTrue();
    }

    @Test
    void aFailingCaseKeepsTheOldVersion() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        replace(PARAMETERS, "\"BOTTLENECK_MIN_CASES\",\"3\"", "\"BOTTLENECK_MIN_CASES\",\"2\"");
        assertOldServes(
                version,
                book.reload(RuleSet.BOTTLENECKS),
                "bottlenecks/cases.yaml, Zeile",
                "Fall „zwei Fälle sind noch kein Engpass“ besteht nicht");
    }

    @Test
    void aTypingErrorIsShownWithItsLineAndTheOldVersionServes() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        replace(DRL, "when\n    AsOf($today : day)\n", "when\n    AsOf($today : day\n");
        assertOldServes(
                version,
                book.reload(RuleSet.BOTTLENECKS),
                DRL + ", Zeile 1",
                ", Spalte ",
                "Schreibfehler in der Regel „bottlenecks.",
                "geht es hier nicht weiter",
                "(Übersetzer: mismatched input");
    }

    @Test
    void ofManyTypingErrorsThatComeOfOneOnlyTheFirstIsShown() throws IOException {
        replace(DRL, "@validFrom(\"2005-01-01\") @status", "@validFrom(\"2005-01-01) @status");
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("Schreibfehler").contains("kommen meist davon"));
    }

    @Test
    void aRuleThatIsNotClosedIsShownWhereItBegins() throws IOException {
        String text = read(DRL);
        String lastRule = text.substring(text.lastIndexOf("rule \""));
        replace(DRL, lastRule, lastRule.replaceFirst("@status\\(\"inForce\"\\)", "@status(\"inForce\""));
        int row = text.substring(0, text.lastIndexOf("rule \"")).split("\n", -1).length;
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(row);
            assertThat(problem.message()).contains("Hier bricht der Text ab");
        });
    }

    @Test
    void aCompileErrorIsShownWithItsLine() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        replace(
                DRL,
                "$d : DroppedHandover(!missedOn.isAfter",
                "$d : DroppedHandover(missdOn != null, !missedOn.isAfter");
        RuleSetStatus status = book.reload(RuleSet.BOTTLENECKS);
        assertOldServes(version, status, DRL + ", Zeile 1", "Übersetzungsfehler");
        assertThat(status.problems()).allSatisfy(problem -> {
            assertThat(problem.column())
                    .isEqualTo(read(DRL)
                                    .lines()
                                    .skip(problem.row() - 1)
                                    .findFirst()
                                    .orElseThrow()
                                    .indexOf("missdOn")
                            + 1);
            assertThat(problem.message()).contains("„missdOn“ gibt es bei „DroppedHandover“ nicht. (Übersetzer: ");
        });
    }

    @Test
    void aStatusNobodyKnowsInATableIsShownWithItsCell() throws IOException {
        replace("benefit-law/stays.drl.csv", "\"DULDUNG_60C\"", "\"DULDUNG_60X\"");
        assertThat(book.reload(RuleSet.BENEFIT_LAW).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("benefit-law/stays.drl.csv");
            assertThat(problem.row()).isEqualTo(15);
            assertThat(problem.column()).isEqualTo(5);
            assertThat(problem.message()).contains("„DULDUNG_60X“ gibt es bei „ResidenceStatus“ nicht");
        });
    }

    @Test
    void aFieldNobodyKnowsInTheHeadOfATableIsShownOnceInTheHead() throws IOException {
        replace(
                "benefit-law/stays.drl.csv",
                "residenceStatus == ResidenceStatus.$param",
                "statuss == ResidenceStatus.$param");
        assertThat(book.reload(RuleSet.BENEFIT_LAW).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(7);
            assertThat(problem.column()).isEqualTo(5);
            assertThat(problem.message()).contains("„statuss“ gibt es bei „StatusFacts“ nicht");
        });
    }

    @Test
    void anAttackIsRefusedWithItsLine() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        replace(DRL, "insert(new HopAtOffice", "Runtime.getRuntime().halt(1); insert(new HopAtOffice");
        assertOldServes(version, book.reload(RuleSet.BOTTLENECKS), DRL + ", Zeile 2", "insert( … );");
    }

    @Test
    void aBrokenRowOfATableIsShownWithItsRow() throws IOException {
        book.reload(RuleSet.BENEFIT_LAW);
        String version = book.version(RuleSet.BENEFIT_LAW);
        replace(
                "benefit-law/changes.drl.csv",
                "\"benefit-law.row-12\",\"DEPORTATION_BAN\",\"TITEL\",\"2005-01-01\"",
                "\"benefit-law.row-12\",\"DEPORTATION_BAN\",\"TITEL\",\"01.01.2005\"");
        RuleSetStatus status = book.reload(RuleSet.BENEFIT_LAW);
        assertThat(status.servingVersion()).isEqualTo(version);
        assertThat(status.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("benefit-law/changes.drl.csv");
            assertThat(problem.row()).isEqualTo(15);
            assertThat(problem.column()).isEqualTo(4);
            assertThat(problem.message()).contains("Kein Datum").contains("01.01.2005");
        });
    }

    @Test
    void anUnknownStatusWordInATableIsShownWithItsRow() throws IOException {
        replace(
                "benefit-law/stays.drl.csv",
                "\"benefit-law.row-20\",\"2005-01-01\",\"\",\"inForce\",\"DULDUNG\"",
                "\"benefit-law.row-20\",\"2005-01-01\",\"\",\"in Kraft\",\"DULDUNG\"");
        assertThat(book.reload(RuleSet.BENEFIT_LAW).problems()).singleElement().satisfies(problem -> assertThat(
                        problem.toString())
                .contains("stays.drl.csv, Zeile 11")
                .contains("inForce, announced oder expired"));
    }

    @Test
    void aWordInAMustBeNumberColumnOfTheParametersIsRefused() throws IOException {
        replace(PARAMETERS, "\"BOTTLENECK_MIN_CASES\",\"3\"", "\"BOTTLENECK_MIN_CASES\",\"drei\"");
        assertThat(book.reload(RuleSet.BOTTLENECKS).message()).contains("„drei“ ist keine ganze Zahl.");
        assertThat(isBottleneck(3)).isTrue();
    }

    @Test
    void aDayAsASpreadsheetWritesItIsRefusedWithTheWayToWriteIt() throws IOException {
        replace(
                PARAMETERS,
                "verlorene Übergaben ein Engpass sind\",\"2005-01-01\"",
                "verlorene Übergaben ein Engpass sind\",\"01.01.2005\"");
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("„01.01.2005“ ist kein Tag. Bitte so schreiben: 2026-10-01.");
        assertThat(isBottleneck(3)).isTrue();
    }

    @Test
    void aRowOfTheParametersThatCannotBeReadIsNamed() throws IOException {
        replace(PARAMETERS, "\"BOTTLENECK_MIN_CASES\",\"3\"", "\"BOTTLENECK_MIN_CASES\",\" \"");
        int row = lineOf("\"parameters.BOTTLENECK_MIN_CASES\"");
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("parameters.drl.csv, Zeile " + row)
                .contains("Parameter BOTTLENECK_MIN_CASES");
        assertThat(isBottleneck(3)).isTrue();
    }

    @Test
    void twoRowsOfOneParameterThatHoldAtTheSameTimeAreRefused() throws IOException {
        String row =
                "\"parameters.ACK_WD\",\"ACK_WD\",\"10\",\"Arbeitstage nach dem Senden bis zur Rückmeldung\",\"2005-01-01\",\"\",\"inForce\",\"offen\",\"Vereinbarung KIM\"\n";
        replace(
                PARAMETERS,
                row,
                row + row.replace("parameters.ACK_WD", "parameters.ACK_WD@2027").replace("2005-01-01", "2027-01-01"));
        int second = lineOf("\"parameters.ACK_WD@2027\"");
        assertThat(book.reload(RuleSet.MISSED_HANDOVERS).message())
                .contains("parameters.drl.csv, Zeile " + second + ", Spalte 5: ")
                .contains("Zwei Zeilen von „ACK_WD“ gelten zugleich ab 01.01.2027")
                .contains("die andere steht in Zeile " + (second - 1) + ".");
    }

    @Test
    void aWordNoRuleKnowsIsRefusedWhereItStands() throws IOException {
        replace(PARAMETERS, "\"SUBSIDIAER_TRIGGER\",\"ZUSTELLUNG\"", "\"SUBSIDIAER_TRIGGER\",\"FOO\"");
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("parameters.drl.csv, Zeile " + lineOf("\"parameters.SUBSIDIAER_TRIGGER\"") + ", Spalte 3: ")
                .contains("Möglich sind: TITEL, UNANFECHTBAR, ZUSTELLUNG.");
    }

    @Test
    void aWordInsteadOfANumberIsNamedOnceWhereItStandsAndNotInEveryCase() throws IOException {
        replace(PARAMETERS, "\"BOTTLENECK_MIN_CASES\",\"3\"", "\"BOTTLENECK_MIN_CASES\",\"drei\"");
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("parameters/parameters.drl.csv");
            assertThat(problem.row()).isEqualTo(lineOf("\"parameters.BOTTLENECK_MIN_CASES\""));
            assertThat(problem.column()).isEqualTo(3);
            assertThat(problem.message()).contains("„drei“ ist keine ganze Zahl");
        });
    }

    @Test
    void aDayThatDoesNotExistIsRefusedInGerman() throws IOException {
        String row = read(PARAMETERS)
                .lines()
                .filter(line -> line.startsWith("\"parameters.BOTTLENECK_MIN_CASES\""))
                .findFirst()
                .orElseThrow();
        replace(PARAMETERS, row, row.replace("2005-01-01", "2026-02-31"));
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("Spalte 5: Eine Zeile ist nicht lesbar: „2026-02-31“ ist kein Tag")
                .doesNotContain("Invalid");
    }

    @Test
    void aColumnDeletedWithTheHeadIsNamedPlainly() throws IOException {
        String table = read(PARAMETERS);
        replace(PARAMETERS, "\"RuleSet\",\"rules.parameters\"", "\"RuleSet\",\"\"");
        assertThat(table).contains("\"RuleSet\",\"rules.parameters\"");
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(1);
            assertThat(problem.message()).contains("eine ganze Spalte gelöscht");
        });
    }

    private int lineOf(String beginning) throws IOException {
        return read(PARAMETERS)
                        .lines()
                        .map(line -> line.startsWith(beginning))
                        .toList()
                        .indexOf(true)
                + 1;
    }

    @Test
    void aNewRowOfAParameterTakesEffectFromItsDay() throws IOException {
        String row =
                "\"parameters.BOTTLENECK_MIN_CASES\",\"BOTTLENECK_MIN_CASES\",\"3\",\"Verschiedene Fälle, ab denen gleiche verlorene Übergaben ein Engpass sind\",\"2005-01-01\",\"\",\"inForce\",\"offen\",\"Vereinbarung KIM\"\n";
        replace(
                PARAMETERS,
                row,
                row.replace("\"2005-01-01\",\"\"", "\"2005-01-01\",\"2026-12-31\"")
                        + row.replace("parameters.BOTTLENECK_MIN_CASES", "parameters.BOTTLENECK_MIN_CASES@2027")
                                .replace("\"3\"", "\"2\"")
                                .replace("2005-01-01", "2027-01-01"));
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems()).isEmpty();
        assertThat(isBottleneck(2)).isFalse();
        List<DroppedHandover> two = List.of(
                new DroppedHandover("a", "KIM-2026-00001", "H3", "JC-SIE", LocalDate.of(2026, 12, 30)),
                new DroppedHandover("b", "KIM-2026-00002", "H3", "JC-SIE", LocalDate.of(2026, 12, 31)));
        assertThat(book.decide(RuleSet.BOTTLENECKS, two, Instant.parse("2026-12-31T22:59:59Z"))
                        .ofKind(FindingKind.BOTTLENECK))
                .isEmpty();
        assertThat(book.decide(RuleSet.BOTTLENECKS, two, Instant.parse("2026-12-31T23:00:00Z"))
                        .ofKind(FindingKind.BOTTLENECK))
                .hasSize(1);
    }

    @Test
    void anAnnouncedRowTakesNoEffect() throws IOException {
        String row =
                "\"parameters.BOTTLENECK_MIN_CASES\",\"BOTTLENECK_MIN_CASES\",\"3\",\"Verschiedene Fälle, ab denen gleiche verlorene Übergaben ein Engpass sind\",\"2005-01-01\",\"\",\"inForce\",\"offen\",\"Vereinbarung KIM\"\n";
        replace(
                PARAMETERS,
                row,
                row
                        + row.replace("parameters.BOTTLENECK_MIN_CASES", "parameters.BOTTLENECK_MIN_CASES@plan")
                                .replace("\"3\"", "\"2\"")
                                .replace("inForce", "announced"));
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems()).isEmpty();
        assertThat(isBottleneck(2)).isFalse();
        assertThat(isBottleneck(3)).isTrue();
    }

    @Test
    void aTableSavedWithSemicolonsAndAMarkAtItsBeginningIsReadAlike() throws IOException {
        String commas = read(PARAMETERS);
        write(PARAMETERS, "\uFEFF" + commas.replace("\",\"", "\";\""));
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems()).isEmpty();
        assertThat(isBottleneck(3)).isTrue();
    }

    @Test
    void aTableInAnotherEncodingIsRefused() throws IOException {
        Files.write(rules.resolve(PARAMETERS), read(PARAMETERS).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(book.reload())
                .allSatisfy(status -> assertThat(status.message()).contains("nicht als UTF-8 gespeichert"));
        assertThat(isBottleneck(3)).isTrue();
    }

    @Test
    void parametersAreTakenByAllRuleSetsOrByNone() throws IOException {
        book.reload();
        Map<RuleSet, String> before =
                Arrays.stream(RuleSet.values()).collect(Collectors.toMap(Function.identity(), book::version));
        String good = read(PARAMETERS);
        replace(PARAMETERS, "\"BOTTLENECK_MIN_CASES\",\"3\"", "\"BOTTLENECK_MIN_CASES\",\"4\"");

        assertThat(book.reload())
                .filteredOn(status -> status.ruleSet() != RuleSet.BOTTLENECKS)
                .isNotEmpty()
                .allSatisfy(status -> assertThat(status.message())
                        .contains("gelten für alle Regelwerke")
                        .contains("bottlenecks"));
        before.forEach((set, version) -> assertThat(book.version(set)).isEqualTo(version));

        write(PARAMETERS, good);
        assertThat(book.reload()).allMatch(RuleSetStatus::upToDate);
    }

    @Test
    void aRuleWithoutACaseIsRefused() throws IOException {
        write(
                DRL,
                read(DRL)
                        + """

                        rule "bottlenecks.untried"
                        @validFrom("2005-01-01") @status("inForce") @source("Test") @releasedBy("Test")
                        when
                            AsOf(day == null)
                        then
                            insert(Found.flag("X"));
                        end
                        """);
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("Kein Fall, in dem die Regel „bottlenecks.untried“ greift");
    }

    @Test
    void aRuleWhoseCasesDifferInMoreThanOneFactIsRefused() throws IOException {
        String cases = "bottlenecks/cases.yaml";
        String text = read(cases);
        int pair = text.indexOf("  - name: \"Gegenfall zu dropped-in-window");
        write(cases, text.substring(0, pair));
        assertThat(book.reload(RuleSet.BOTTLENECKS).problems()).singleElement().satisfies(problem -> assertThat(
                        problem.message())
                .contains("Für die Regel „bottlenecks.dropped-in-window“ fehlt ein Paar von Fällen"));
    }

    @Test
    void aRowWithoutAConditionWhoseCasesDifferInMoreThanOneFactIsRefusedToo() throws IOException {
        String cases = "order-of-work/cases.yaml";
        String text = read(cases);
        int one = text.indexOf("  - {name: \"nur H8\"");
        write(cases, text.substring(0, one) + text.substring(text.indexOf("  - {name: \"nur H9\"")));
        assertThat(book.reload(RuleSet.ORDER_OF_WORK).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("Für die Regel „order-of-work.h8“ fehlt ein Paar von Fällen"));
    }

    @Test
    void aRowThatEndsWithoutASuccessorIsRefusedUnlessItIsSaidToHaveExpired() throws IOException {
        String stays = "benefit-law/stays.drl.csv";
        String row = "\"benefit-law.row-20-60d\",\"2005-01-01\",";
        replace(stays, row + "\"\",\"inForce\"", row + "\"2026-12-31\",\"inForce\"");
        assertThat(book.reload(RuleSet.BENEFIT_LAW).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(stays);
            assertThat(read(stays).lines().toList().get(problem.row() - 1)).startsWith(row);
            assertThat(problem.column()).isEqualTo(3);
            assertThat(problem.message())
                    .contains("Spalte „gültig bis“: Nach dem letzten Tag, 31.12.2026, gilt")
                    .contains("„benefit-law.row-20-60d@…“ ab 01.01.2027");
        });
        replace(stays, row + "\"2026-12-31\",\"inForce\"", row + "\"2026-12-31\",\"expired\"");
        assertThat(book.reload(RuleSet.BENEFIT_LAW).upToDate()).isTrue();
    }

    @Test
    void anEmptiedFolderIsAnErrorNotZeroRules() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        Files.delete(rules.resolve(DRL));
        assertOldServes(version, book.reload(RuleSet.BOTTLENECKS), "keine Regel");
    }

    @Test
    void missingCasesAreAnError() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        Files.delete(rules.resolve("bottlenecks/cases.yaml"));
        assertOldServes(version, book.reload(RuleSet.BOTTLENECKS), "cases.yaml", "Die Datei fehlt");
    }

    @Test
    void aTypingErrorInACaseIsShownWithItsLine() throws IOException {
        replace("bottlenecks/cases.yaml", "missedOn: 2026-10-01}", "missedOnn: 2026-10-01}");
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("cases.yaml, Zeile 3")
                .contains("missedOnn");
    }

    @Test
    void aForeignFileIsShownWhatEditorsLeaveBehindIsNot() throws IOException {
        write("bottlenecks/.bottlenecks.drl.swp", "x");
        write("bottlenecks/bottlenecks.drl~", "x");
        write("bottlenecks/README.md", "x");
        assertThat(book.reload(RuleSet.BOTTLENECKS).upToDate()).isTrue();
        write("bottlenecks/tabelle.xlsx", "x");
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("tabelle.xlsx")
                .contains("Unbekannte Datei");
    }

    @Test
    void twoRulesOfOneNameAreRefused() throws IOException {
        String drl = read(DRL);
        write("bottlenecks/more.drl", drl.substring(0, drl.indexOf("rule \"bottlenecks.same-hop")));
        assertThat(book.reload(RuleSet.BOTTLENECKS).message())
                .contains("Den Namen „bottlenecks.dropped-in-window“ gibt es schon");
    }

    @Test
    void rulesThatFeedEachOtherForeverEndAndAreRefused() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        write(
                DRL,
                read(DRL)
                        + """

                        rule "bottlenecks.endless"
                        @validFrom("2005-01-01") @status("inForce") @source("Test") @releasedBy("Test")
                        when
                            $g : HopAtOffice()
                        then
                            insert(new HopAtOffice($g.hop() + "x", $g.officeCode()));
                        end
                        """);
        assertOldServes(version, book.reload(RuleSet.BOTTLENECKS), "rufen einander endlos auf");
    }

    @Test
    void aRuleSetThatComputesLongerThanItMayIsRefusedAndTheWordsSayWhatToDo() {
        assertThatThrownBy(() ->
                        Trial.of(RuleSet.BENEFIT_LAW, RuleFiles.sources(RuleSet.BENEFIT_LAW), Duration.ofMillis(1)))
                .isInstanceOf(Trial.TooSlow.class)
                .hasMessageContaining("Rechenzeit")
                .hasMessageContaining("vereinfachen");
    }

    @Test
    void aBrokenParameterKeepsEveryRuleSetOnItsOldVersion() throws IOException {
        book.reload(RuleSet.INDICATION);
        String indication = book.version(RuleSet.INDICATION);
        String bottlenecks = book.version(RuleSet.BOTTLENECKS);
        replace(PARAMETERS, "RuleTable Parameter", "RuleTabelle Parameter");
        assertThat(book.reload()).noneMatch(RuleSetStatus::upToDate);
        assertThat(book.version(RuleSet.INDICATION)).isEqualTo(indication);
        assertThat(book.version(RuleSet.BOTTLENECKS)).isEqualTo(bottlenecks);
    }

    @Test
    void aRepairedFileServesAgain() throws IOException {
        String good = read(DRL);
        write(DRL, good.replace("end", "ende"));
        assertThat(book.reload(RuleSet.BOTTLENECKS).upToDate()).isFalse();
        write(DRL, good);
        assertThat(book.reload(RuleSet.BOTTLENECKS).upToDate()).isTrue();
    }

    @Test
    void lookingAheadChangesNothing() throws IOException {
        RuleSetStatus before = book.status(RuleSet.BOTTLENECKS);
        replace(DRL, "$cases.size >= $min", "$cases.size > $min");
        assertThat(book.check(RuleSet.BOTTLENECKS)).isNotEmpty();
        assertThat(book.status(RuleSet.BOTTLENECKS)).isEqualTo(before);
        assertThat(book.check(RuleSet.INDICATION)).isEmpty();
    }

    @Test
    void aStartWithABrokenFileServesTheLastGoodVersion() throws IOException {
        String version = book.version(RuleSet.BOTTLENECKS);
        replace(DRL, "import org", "imprt org");
        book = RuleFiles.bookOf(directory.toUri().toString(), versions);
        assertOldServes(version, book.status(RuleSet.BOTTLENECKS), "Schreibfehler");
    }

    @Test
    void aFirstStartWithABrokenFileSaysSoAndTheOthersServe() throws IOException {
        replace(DRL, "import org", "imprt org");
        KieRuleBook fresh = RuleFiles.bookOf(directory.toUri().toString(), new RuleFiles.InMemory());
        assertThat(fresh.status(RuleSet.BOTTLENECKS).message()).contains("nicht geladen");
        assertThatThrownBy(() -> fresh.decide(RuleSet.BOTTLENECKS, List.of(), ASKED))
                .isInstanceOf(RuleSetUnavailable.class)
                .hasMessageContaining("bottlenecks");
        assertThat(fresh.decide(
                                RuleSet.INDICATION,
                                List.of(new IndicationFacts(Set.of(), Set.of(), null, null, null, null, false)),
                                ASKED)
                        .ofKind(FindingKind.INDICATION))
                .hasSize(1);
    }

    @Test
    void aRunningQuestionIsNotDisturbedByReloads() throws Exception {
        String good = read(DRL);
        var failures = new java.util.concurrent.atomic.AtomicInteger();
        Thread asker = new Thread(() -> {
            for (int i = 0; i < 200; i++) {
                if (!isBottleneck(3) || isBottleneck(2)) {
                    failures.incrementAndGet();
                }
            }
        });
        asker.start();
        for (int i = 0; i < 3; i++) {
            write(DRL, good + "// " + i + "\n");
            assertThat(book.reload(RuleSet.BOTTLENECKS).upToDate()).isTrue();
        }
        asker.join();
        assertThat(failures).hasValue(0);
    }
}
