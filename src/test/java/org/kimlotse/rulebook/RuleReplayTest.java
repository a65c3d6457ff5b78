package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.shared.Municipality;

/** A decision can be asked again from its stored facts and the hash of its rules. */
class RuleReplayTest {

    private static final Instant ASKED = Instant.parse("2026-09-15T10:00:00Z");

    @TempDir
    Path directory;

    private static StatusFacts p01() {
        return StatusFacts.with(ResidenceStatus.RECOGNISED)
                .decisionServedOn(LocalDate.of(2026, 9, 15))
                .birthDate(LocalDate.of(1995, 3, 3), false)
                .employable(true)
                .needsSupport(true)
                .municipality(Municipality.SIEGBURG)
                .build();
    }

    @Test
    void theSameQuestionHasTheSameAnswerWordForWord() {
        Decision first = RuleFiles.delivered().decide(RuleSet.BENEFIT_LAW, List.of(p01()), ASKED);
        Decision second = RuleFiles.delivered().decide(RuleSet.BENEFIT_LAW, List.of(p01()), ASKED);
        assertThat(second).isEqualTo(first);
        assertThat(FactsJson.readFindings(FactsJson.writeFindings(first.findings())))
                .isEqualTo(first.findings());
        assertThat(FactsJson.read(first.facts())).isEqualTo(List.of(p01()));
    }

    @Test
    void aDecisionIsReplayedWithTheRulesOfItsTime() throws IOException {
        Path rules = RuleFiles.copyTo(directory);
        RuleFiles.InMemory versions = new RuleFiles.InMemory();
        KieRuleBook book = RuleFiles.bookOf(directory.toUri().toString(), versions, RuleSet.BENEFIT_LAW);
        Decision then = book.decide(RuleSet.BENEFIT_LAW, List.of(p01()), ASKED);

        Path parameters = rules.resolve("parameters/parameters.drl.csv");
        Files.writeString(
                parameters,
                Files.readString(parameters)
                        .replace("\"SOFT_APPLICATION_DAYS\",\"7\"", "\"SOFT_APPLICATION_DAYS\",\"8\""));
        Path cases = rules.resolve("benefit-law/cases.yaml");
        Files.writeString(cases, casesOneDayLater(Files.readString(cases)));
        assertThat(book.reload(RuleSet.BENEFIT_LAW).problems()).isEmpty();
        Decision now = book.decide(RuleSet.BENEFIT_LAW, List.of(p01()), ASKED);
        assertThat(soft(now)).isEqualTo(LocalDate.of(2026, 9, 23));

        assertThat(soft(then)).isEqualTo(LocalDate.of(2026, 9, 22));
        assertThat(book.replay(then)).isEqualTo(then);
        assertThat(book.replay(now)).isEqualTo(now);

        // A preview names what it asked; whoever names the same has the same answer, suppositions included.
        Supposed otherwise = new Supposed(Map.of("APPEAL_WEEKS", "3"), true, Map.of());
        Decision tried = book.preview(RuleSet.BENEFIT_LAW, List.of(p01()), ASKED, otherwise);
        assertThat(book.preview(
                        RuleSet.BENEFIT_LAW,
                        List.of(p01()),
                        ASKED,
                        new Supposed(Map.of(), false, Map.of("benefit-law", then.ruleSetVersion()))))
                .isEqualTo(then);
        assertThat(book.knows(RuleSet.BENEFIT_LAW, then.ruleSetVersion())).isTrue();
        assertThat(book.knows(RuleSet.BENEFIT_LAW, "0".repeat(64))).isFalse();

        // Years later, in another process, with other files in the folder.
        KieRuleBook later = RuleFiles.bookOf("file:./", versions, RuleSet.BENEFIT_LAW);
        assertThat(later.replay(then)).isEqualTo(then);
        assertThat(later.replay(now)).isEqualTo(now);
        assertThat(later.preview(
                        RuleSet.BENEFIT_LAW,
                        List.of(p01()),
                        ASKED,
                        new Supposed(Map.of("APPEAL_WEEKS", "3"), true, Map.of("benefit-law", tried.ruleSetVersion()))))
                .isEqualTo(tried);
    }

    private static String casesOneDayLater(String yaml) {
        return java.util.regex.Pattern.compile("softApplication: (\\d{4}-\\d{2}-\\d{2})")
                .matcher(yaml)
                .replaceAll(
                        m -> "softApplication: " + LocalDate.parse(m.group(1)).plusDays(1));
    }

    private static LocalDate soft(Decision decision) {
        return decision.ofKind(FindingKind.BENEFIT_LAW)
                .findFirst()
                .flatMap(f -> f.date("softApplication"))
                .orElseThrow();
    }

    @Test
    void aVersionNobodyKeptOrSomebodyChangedIsNotReplayed() {
        RuleFiles.InMemory versions = new RuleFiles.InMemory();
        KieRuleBook book = RuleFiles.bookOf("file:./", versions, RuleSet.BENEFIT_LAW);
        Decision then = book.decide(RuleSet.BENEFIT_LAW, List.of(p01()), ASKED);
        Decision unknown = new Decision(then.ruleSet(), "0".repeat(64), then.asOf(), then.facts(), then.findings());
        assertThatThrownBy(() -> book.replay(unknown))
                .isInstanceOf(RuleSetUnavailable.class)
                .hasMessageContaining("nicht aufbewahrt");

        versions.keep(
                RuleSet.BENEFIT_LAW, unknown.ruleSetVersion(), RuleFiles.sources(RuleSet.INDICATION), RuleFiles.NOW);
        assertThatThrownBy(() -> book.replay(unknown))
                .isInstanceOf(RuleSetUnavailable.class)
                .hasMessageContaining("verändert");
    }

    @Test
    void onlyFactsAreReadFromStoredText() {
        for (String name : List.of("java.lang.Runtime", "rulebook.Parameter", "assessment.facts.StatusFacts$Builder")) {
            assertThatThrownBy(() -> FactsJson.read("[{\"fact\":\"" + name + "\"}]"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFactThatLostAFieldSinceIsStillReadable() {
        assertThat(
                        FactsJson.read(
                                """
                        [{"fact":"escalation.facts.DroppedHandover","handoverId":"a","caseNumber":"KIM-2026-00001","hop":"H3",
                          "officeCode":"JC-SIE","missedOn":"2026-11-19","gone":true}]
                        """))
                .hasSize(1);
    }
}
