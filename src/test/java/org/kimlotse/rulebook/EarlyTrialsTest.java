package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Rule sets that are tried beside the rest of the start serve as if they had been tried by whoever asks. */
class EarlyTrialsTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String DRL = "bottlenecks/bottlenecks.drl";

    @TempDir
    Path directory;

    private Path rules;
    private final RuleFiles.InMemory versions = new RuleFiles.InMemory();

    @BeforeEach
    void copyTheDeliveredRules() {
        rules = RuleFiles.copyTo(directory);
    }

    private EarlyTrials begin() {
        return EarlyTrials.begin(
                new PathMatchingResourcePatternResolver(), directory.toUri().toString(), LIMIT);
    }

    private KieRuleBook book(EarlyTrials early) {
        return RuleFiles.unloaded(directory.toUri().toString(), versions, early);
    }

    private void breakTheBottlenecks() throws IOException {
        Files.writeString(
                rules.resolve(DRL), Files.readString(rules.resolve(DRL)).replace("import org", "imprt org"));
    }

    @Test
    void whoAsksBeforeTheStartIsThroughGetsTheOneAskedForAndNoOther() {
        KieRuleBook book = book(begin());
        assertThat(book.decide(RuleSet.BOTTLENECKS, List.of(), RuleFiles.NOW).findings())
                .isEmpty();
        assertThat(book.status(RuleSet.BOTTLENECKS).upToDate()).isTrue();
        assertThat(book.statuses()).filteredOn(RuleSetStatus::upToDate).hasSize(1);
    }

    @Test
    void afterTheStartAllServe() {
        KieRuleBook book = book(begin());
        book.start();
        assertThat(book.statuses()).hasSameSizeAs(RuleSet.values()).allMatch(RuleSetStatus::upToDate);
    }

    @Test
    void aTrialIsGivenOnceAndOnlyForTheFilesThatWereTried() {
        EarlyTrials early = begin();
        String tried = RuleFiles.sources(RuleSet.BOTTLENECKS).hash();
        assertThat(early.take(RuleSet.INDICATION, tried)).isEmpty();
        assertThat(early.take(RuleSet.BOTTLENECKS, tried))
                .hasValueSatisfying(trial -> assertThat(trial.rules().hash()).isEqualTo(tried));
        assertThat(early.take(RuleSet.BOTTLENECKS, tried)).isEmpty();
    }

    @Test
    void filesChangedAfterTheyWereTriedAreTriedAgain() throws IOException {
        EarlyTrials early = begin();
        KieRuleBook first = book(early);
        first.start();
        EarlyTrials stale = begin();
        stale.finish();
        breakTheBottlenecks();
        KieRuleBook second = book(stale);
        second.start();
        assertThat(second.status(RuleSet.BOTTLENECKS).message())
                .contains("Schreibfehler")
                .contains("die bisherige Fassung gilt weiter");
    }

    @Test
    void aBrokenRuleSetSaysSoToWhoAsksAndTheOthersServe() throws IOException {
        breakTheBottlenecks();
        KieRuleBook book = book(begin());
        assertThatThrownBy(() -> book.decide(RuleSet.BOTTLENECKS, List.of(), RuleFiles.NOW))
                .isInstanceOf(RuleSetUnavailable.class)
                .hasMessageContaining("Schreibfehler");
        book.start();
        assertThat(book.statuses()).filteredOn(status -> !status.upToDate()).hasSize(1);
    }
}
