package org.kimlotse.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kimlotse.rulebook.FindingKind.BENEFIT_LAW;
import static org.kimlotse.rulebook.FindingKind.FLAG;
import static org.kimlotse.rulebook.FindingKind.MISSING_FACT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.time.api.constraints.DateRange;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.RuleFiles;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;

/** What holds for anybody, not only for the personas, whatever day it happens. */
class BenefitLawPropertiesTest {

    private static final String FIRST = "2015-01-01";
    private static final String LAST = "2060-12-31";

    private static Decision decide(StatusFacts facts, Instant asOf) {
        return RuleFiles.delivered().decide(RuleSet.BENEFIT_LAW, List.of(facts), asOf);
    }

    private static Finding result(Decision decision) {
        List<Finding> results = decision.ofKind(BENEFIT_LAW).collect(Collectors.toList());
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @Property(tries = 300)
    void theOldLawEndsWithTheMonthAndTheNewBeginsTheDayAfter(
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate served, @ForAll boolean subsidiary) {
        Finding law = result(decide(
                StatusFacts.with(subsidiary ? ResidenceStatus.SUBSIDIARY : ResidenceStatus.RECOGNISED)
                        .decisionServedOn(served)
                        .birthDate(served.minusYears(30), false)
                        .employable(true)
                        .needsSupport(true)
                        .build(),
                BusinessCalendar.startOf(served)));
        LocalDate until = law.date("asylblgUntil").orElseThrow();
        LocalDate from = law.date("newLawFrom").orElseThrow();
        assertThat(YearMonth.from(until)).isEqualTo(YearMonth.from(served));
        assertThat(until.plusDays(1)).isEqualTo(from);
        assertThat(from.getDayOfMonth()).isEqualTo(1);
        assertThat(law.date("hardApplication").orElseThrow())
                .isEqualTo(YearMonth.from(from).atEndOfMonth());
        assertThat(law.date("softApplication").orElseThrow()).isEqualTo(served.plusDays(7));
        LocalDate kk = law.date("kkDue").orElseThrow();
        assertThat(kk).isBetween(from.plusDays(13), from.plusDays(18));
        assertThat(BusinessCalendar.isArbeitstag(kk)).isTrue();
    }

    @Property(tries = 200)
    void aDeportationBanWaitsForItsTitle(
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate served,
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate titled,
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate asked) {
        Finding law = result(decide(
                StatusFacts.with(ResidenceStatus.DEPORTATION_BAN)
                        .decisionServedOn(served)
                        .title(titled, 12)
                        .employable(true)
                        .needsSupport(true)
                        .build(),
                BusinessCalendar.startOf(asked)));
        boolean issued = !titled.isAfter(asked);
        assertThat(law.value("change")).contains(String.valueOf(issued));
        assertThat(law.date("asylblgUntil").isPresent()).isEqualTo(issued);
        if (issued) {
            assertThat(law.date("asylblgUntil")).contains(YearMonth.from(titled).atEndOfMonth());
        }
    }

    @Property(tries = 200)
    void whoeverIsInTheAsylumProcedureStaysInTheAsylbLG(
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate since,
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate asked) {
        Decision decision = decide(
                StatusFacts.with(ResidenceStatus.GESTATTUNG)
                        .inGermanySince(since)
                        .build(),
                BusinessCalendar.startOf(asked));
        Finding law = result(decision);
        assertThat(law.value("rechtskreisAfter")).contains("ASYLBLG");
        assertThat(law.value("change")).contains("false");
        assertThat(law.date("newLawFrom")).isEmpty();
        // Whoever asks while an earlier law is in force may have it under that one.
        if (asked.isAfter(StatusFacts.SHORT_WAIT_UNTIL)) {
            assertThat(law.date("analogFrom")).contains(since.plusMonths(36).plusDays(1));
        } else {
            assertThat(law.date("analogFrom").orElseThrow())
                    .isBetween(
                            since.plusMonths(15).plusDays(1),
                            since.plusMonths(36).plusDays(1));
        }
    }

    @Property(tries = 300)
    void everyStatusHasOneAnswerOrSaysWhatIsOpen(
            @ForAll ResidenceStatus status,
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate served,
            @ForAll boolean servedKnown,
            @ForAll boolean titleKnown,
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate titled,
            @ForAll boolean need,
            @ForAll boolean employable,
            @ForAll @DateRange(min = "1930-01-01", max = "2014-12-31") LocalDate birth,
            @ForAll @DateRange(min = FIRST, max = LAST) LocalDate asked) {
        Decision decision = decide(
                StatusFacts.with(status)
                        .decisionServedOn(servedKnown ? served : null)
                        .title(titleKnown ? titled : null, titleKnown ? 36 : null)
                        .birthDate(birth, false)
                        .needsSupport(need)
                        .employable(employable)
                        .build(),
                BusinessCalendar.startOf(asked));
        List<Finding> results = decision.ofKind(BENEFIT_LAW).toList();
        assertThat(results).hasSizeLessThanOrEqualTo(1);
        if (results.isEmpty() && decision.ofKind(MISSING_FACT).findAny().isEmpty()) {
            assertThat(decision.ofKind(FLAG).map(f -> f.value("flag").orElseThrow()))
                    .containsAnyOf("UNGEKLAERT", "ZUSTELLDATUM_FEHLT", "DATEN_WIDERSPRUCH");
        }
        assertThat(decision.findings()).allSatisfy(f -> {
            assertThat(f.reason()).isNotBlank().doesNotContain("null").doesNotContain("bewilligt");
            assertThat(f.factsUsed()).noneMatch(used -> used.contains("null"));
            assertThat(f.derivations()).noneMatch(d -> d.contains("null"));
        });
    }
}
