package org.kimlotse.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kimlotse.assessment.facts.Blocked;
import org.kimlotse.assessment.facts.OpenQuestion;
import org.kimlotse.rulebook.RuleCases.RuleCase;

class CasePairsTest {

    private static final Instant ONE_DAY = Instant.parse("2026-11-20T11:00:00Z");
    private static final Record A = new OpenQuestion("a");
    private static final Record B = new OpenQuestion("b");
    private static final Record TWO_FIELDS = new Blocked(java.time.LocalDate.of(2026, 1, 1), "PRISON");
    private static final Record ONE_OTHERWISE = new Blocked(java.time.LocalDate.of(2026, 1, 1), "STUDIES");
    private static final Record BOTH_OTHERWISE = new Blocked(java.time.LocalDate.of(2026, 1, 2), "STUDIES");

    private static RuleCase of(Instant asOf, Map<String, String> switches, boolean announced, Record... facts) {
        return new RuleCase("", 0, asOf, List.of(facts), switches, announced, List.of());
    }

    private static RuleCase of(Record... facts) {
        return of(ONE_DAY, Map.of(), false, facts);
    }

    private static boolean isPair(RuleCase first, RuleCase second) {
        Map<RuleCase, Set<String>> firedIn = new LinkedHashMap<>();
        firedIn.put(first, Set.of("x"));
        firedIn.put(second, Set.of());
        boolean pair = CasePairs.missing(firedIn, Set.of("x")).isEmpty();
        assertThat(CasePairs.differInOneFact(first, second)).isEqualTo(pair);
        return pair;
    }

    @Test
    void oneThingOtherwiseMakesAPair() {
        assertThat(isPair(of(A), of(B))).isTrue();
        assertThat(isPair(of(A, B), of(A))).isTrue();
        assertThat(isPair(of(A), of())).isTrue();
        assertThat(isPair(of(A, A), of(A))).isTrue();
        assertThat(isPair(of(A, TWO_FIELDS), of(ONE_OTHERWISE, A))).isTrue();
        assertThat(isPair(of(A), of(ONE_DAY.plusSeconds(1), Map.of(), false, A)))
                .isTrue();
        assertThat(isPair(of(A), of(ONE_DAY, Map.of("ACK_WD", "11"), false, A))).isTrue();
        assertThat(isPair(of(A), of(ONE_DAY, Map.of(), true, A))).isTrue();
    }

    @Test
    void nothingOrTwoThingsOtherwiseMakeNone() {
        assertThat(isPair(of(A), of(A))).isFalse();
        assertThat(isPair(of(A, TWO_FIELDS), of(A, BOTH_OTHERWISE))).isFalse();
        assertThat(isPair(of(A, TWO_FIELDS), of(B, ONE_OTHERWISE))).isFalse();
        assertThat(isPair(of(A), of(TWO_FIELDS))).isFalse();
        assertThat(isPair(of(A), of(A, B, TWO_FIELDS))).isFalse();
        assertThat(isPair(of(A), of(ONE_DAY.plusSeconds(1), Map.of(), false, B)))
                .isFalse();
        assertThat(isPair(of(A), of(ONE_DAY.plusSeconds(1), Map.of("ACK_WD", "11"), false, A)))
                .isFalse();
        assertThat(isPair(of(A), of(ONE_DAY, Map.of("ACK_WD", "11", "KV_DAY", "15"), false, A)))
                .isFalse();
    }

    @Test
    void aPairInWhichARuleFiresBothTimesIsNoneForIt() {
        Map<RuleCase, Set<String>> firedIn = new LinkedHashMap<>();
        firedIn.put(of(A), Set.of("x", "y"));
        firedIn.put(of(B), Set.of("y"));
        assertThat(CasePairs.missing(firedIn, Set.of("x", "y"))).containsExactly("y");
    }
}
