package org.kimlotse.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kimlotse.rulebook.FindingKind.BENEFIT_LAW;
import static org.kimlotse.rulebook.FindingKind.DEADLINE;
import static org.kimlotse.rulebook.FindingKind.FLAG;
import static org.kimlotse.rulebook.FindingKind.HOP;
import static org.kimlotse.rulebook.FindingKind.INDICATION;
import static org.kimlotse.rulebook.FindingKind.SELF_SERVICE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.intake.facts.IndicationFacts;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleFiles;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.transition.facts.TransitionFacts;

/** The personas of the transition, to the day, through the delivered rules as a module asks them. */
class PersonaTest {

    private static final Set<String> EVERY_OFFICE = Set.of("JC", "SOZ", "SOZXII", "ABH", "KK", "FAMKA", "BEZREG", "KT");

    private final RuleBook rules = RuleFiles.delivered();

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static Instant morningOf(String iso) {
        return day(iso).atTime(LocalTime.of(9, 0)).atZone(BusinessCalendar.ZONE).toInstant();
    }

    /** Adult, employable, in need, as the personas are unless stated. */
    private static StatusFacts.Builder person(ResidenceStatus status, Municipality place) {
        return StatusFacts.with(status)
                .birthDate(day("1995-03-03"), false)
                .employable(true)
                .needsSupport(true)
                .municipality(place);
    }

    private Decision benefitLaw(StatusFacts facts, String asOf) {
        return rules.decide(RuleSet.BENEFIT_LAW, List.of(facts), morningOf(asOf));
    }

    private static Finding result(Decision decision) {
        return decision.ofKind(BENEFIT_LAW).collect(Collectors.collectingAndThen(Collectors.toList(), found -> {
            assertThat(found).hasSize(1);
            return found.get(0);
        }));
    }

    private static Set<String> flags(Decision decision) {
        return decision.ofKind(FLAG).map(f -> f.value("flag").orElseThrow()).collect(Collectors.toSet());
    }

    private List<Finding> hops(
            Finding law, LocalDate titleIssuedOn, Boolean courseRight, int children, Collection<String> consents) {
        TransitionFacts facts = new TransitionFacts(
                Rechtskreis.valueOf(law.value("rechtskreisAfter").orElseThrow()),
                law.date("trigger").orElseThrow(),
                law.date("asylblgUntil").orElseThrow(),
                law.date("newLawFrom").orElseThrow(),
                titleIssuedOn,
                courseRight,
                true,
                children,
                true,
                Set.copyOf(consents),
                null,
                null,
                null,
                null,
                null,
                null,
                // As residence-family says for who may have Kindergeld from the month of the title (§ 70 Abs. 1 S. 2
                // EStG).
                titleIssuedOn == null ? null : BusinessCalendar.eom(BusinessCalendar.plusMonths(titleIssuedOn, 6)));
        Decision decision = rules.decide(
                RuleSet.TRANSITION_HOPS,
                List.of(facts),
                BusinessCalendar.startOf(law.date("trigger").orElseThrow()));
        assertThat(decision.ofKind(HOP).map(f -> f.value("path").orElseThrow()))
                .allMatch(path -> !path.equals("HANDOVER") || !consents.isEmpty());
        return decision.findings();
    }

    private static Finding hop(List<Finding> findings, String hop) {
        return findings.stream()
                .filter(f ->
                        f.kind().equals(HOP) && f.value("hop").orElseThrow().equals(hop))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void p01MovesToSgbIiOnTheFirstOfOctober() {
        Decision decision = benefitLaw(
                person(ResidenceStatus.RECOGNISED, Municipality.SIEGBURG)
                        .decisionServedOn(day("2026-09-15"))
                        .title(day("2026-11-04"), 36)
                        .build(),
                "2026-09-15");
        Finding law = result(decision);
        assertThat(law.ruleId()).isEqualTo("benefit-law.row-10");
        assertThat(law.values()).containsEntry("rechtskreisAfter", "SGB_II").containsEntry("change", "true");
        assertThat(law.dates())
                .containsEntry("asylblgUntil", day("2026-09-30"))
                .containsEntry("newLawFrom", day("2026-10-01"))
                .containsEntry("softApplication", day("2026-09-22"))
                .containsEntry("hardApplication", day("2026-10-31"))
                .containsEntry("kkDue", day("2026-10-14"))
                .containsEntry("titleApplication", day("2026-09-29"));
        assertThat(flags(decision)).containsExactly("TITEL_BEANTRAGEN");
        assertThat(law.legalBasis()).isNotNull();
        assertThat(law.legalBasis().citation())
                .contains("§ 1 Abs. 3", "§ 7 Abs. 1 S. 1, S. 2 Nr. 3", "§ 37 Abs. 2 SGB II");
        assertThat(law.reason())
                .contains("voraussichtlich")
                .doesNotContain("bewilligt")
                .doesNotContain("€");
        assertThat(law.derivations()).anyMatch(d -> d.contains("15.09.2026 + 7 Kalendertage = 22.09.2026"));
        assertThat(law.factsUsed()).contains("Zustellung des Bescheids: 15.09.2026");
    }

    @Test
    void p01IsRoutedInTheOrderOfThePersona() {
        Finding law = result(benefitLaw(
                person(ResidenceStatus.RECOGNISED, Municipality.SIEGBURG)
                        .decisionServedOn(day("2026-09-15"))
                        .build(),
                "2026-09-15"));
        List<Finding> hops = hops(law, null, true, 0, EVERY_OFFICE);
        assertThat(hop(hops, "H1").dates())
                .containsEntry("due", day("2026-09-22"))
                .containsEntry("hard", day("2026-10-31"));
        assertThat(hop(hops, "H7").dates()).containsEntry("due", day("2026-10-14"));
        assertThat(hop(hops, "H11").dates()).containsEntry("due", day("2026-09-29"));
        List<String> route = hops.stream()
                .filter(f -> Set.of("H1", "H4", "H11", "H7", "H13")
                        .contains(f.value("hop").orElse("")))
                .sorted(Comparator.comparing(f -> f.date("due").orElseThrow()))
                .map(f -> f.value("receiverKind").orElseThrow())
                .toList();
        assertThat(route).containsExactly("JC", "SOZ", "ABH", "KK", "JC");
        assertThat(hop(hops(law, day("2026-11-04"), true, 0, EVERY_OFFICE), "H12")
                        .dates())
                .containsEntry("hard", day("2027-11-04"));
    }

    @Test
    void p02MovesOnTheNextDayAndTheAppealPeriodRuns() {
        StatusFacts.Builder p02 =
                person(ResidenceStatus.SUBSIDIARY, Municipality.HENNEF).decisionServedOn(day("2026-03-31"));
        Decision decision = benefitLaw(p02.build(), "2026-03-31");
        assertThat(result(decision).dates())
                .containsEntry("asylblgUntil", day("2026-03-31"))
                .containsEntry("newLawFrom", day("2026-04-01"))
                .containsEntry("softApplication", day("2026-04-07"))
                .containsEntry("hardApplication", day("2026-04-30"))
                .containsEntry("kkDue", day("2026-04-14"));
        assertThat(flags(decision)).containsExactlyInAnyOrder("GAP_RISIKO", "TITEL_BEANTRAGEN");
        Finding appeal = decision.ofKind(DEADLINE).findFirst().orElseThrow();
        assertThat(appeal.dates())
                .containsEntry("appealEnd", day("2026-04-14"))
                .containsEntry("adviceBy", day("2026-04-01"));
        assertThat(appeal.values()).containsEntry("adviceWithinHours", "24");

        Decision withAppeal = benefitLaw(p02.appealFiled(true).build(), "2026-04-02");
        assertThat(flags(withAppeal)).contains("RECHTSPRUEFUNG");
        assertThat(result(withAppeal).dates()).isEqualTo(result(decision).dates());
    }

    @Test
    void p03MovesWithTheTitleAndNotWithTheDecision() {
        StatusFacts.Builder p03 = person(ResidenceStatus.DEPORTATION_BAN, Municipality.LOHMAR)
                .decisionServedOn(day("2026-04-20"))
                .inGermanySince(day("2025-01-20"));
        Decision early = benefitLaw(p03.build(), "2026-04-20");
        assertThat(result(early).values())
                .containsEntry("change", "false")
                .containsEntry("rechtskreisAfter", "ASYLBLG");
        assertThat(flags(early)).containsExactly("TITEL_BEANTRAGEN");

        Decision decision = benefitLaw(p03.title(day("2026-06-10"), 12).build(), "2026-06-10");
        Finding law = result(decision);
        assertThat(law.dates())
                .containsEntry("trigger", day("2026-06-10"))
                .containsEntry("asylblgUntil", day("2026-06-30"))
                .containsEntry("newLawFrom", day("2026-07-01"))
                .containsEntry("softApplication", day("2026-06-17"))
                .containsEntry("hardApplication", day("2026-07-31"))
                .containsEntry("kkDue", day("2026-07-14"));
        assertThat(flags(decision)).isEmpty();

        List<Finding> hops = hops(law, day("2026-06-10"), false, 1, EVERY_OFFICE);
        assertThat(hop(hops, "H12").values()).containsEntry("receiverKind", "JC");
        assertThat(hop(hops, "H9").dates()).containsEntry("hard", day("2026-12-31"));
        assertThat(hops)
                .noneMatch(
                        f -> f.kind().equals(HOP) && f.value("hop").orElse("").equals("H11"));
    }

    @Test
    void p17GetsHisDeadlinesAndNothingIsTransferred() {
        Decision decision = benefitLaw(
                person(ResidenceStatus.RECOGNISED, Municipality.MECKENHEIM)
                        .decisionServedOn(day("2026-10-20"))
                        .build(),
                "2026-10-20");
        Finding law = result(decision);
        assertThat(law.dates())
                .containsEntry("asylblgUntil", day("2026-10-31"))
                .containsEntry("newLawFrom", day("2026-11-01"))
                .containsEntry("softApplication", day("2026-10-27"))
                .containsEntry("hardApplication", day("2026-11-30"))
                .containsEntry("kkDue", day("2026-11-16"));

        List<Finding> hops = hops(law, null, true, 0, Set.of());
        assertThat(hops.stream().filter(f -> f.kind().equals(HOP)).map(f -> f.value("path")
                        .orElseThrow()))
                .contains("SELF_SERVICE")
                .doesNotContain("HANDOVER");
        Finding letter = hops.stream()
                .filter(f -> f.kind().equals(SELF_SERVICE))
                .findFirst()
                .orElseThrow();
        assertThat(letter.dates())
                .containsEntry("asylblgUntil", day("2026-10-31"))
                .containsEntry("newLawFrom", day("2026-11-01"))
                .containsEntry("softApplication", day("2026-10-27"))
                .containsEntry("hardApplication", day("2026-11-30"))
                .containsEntry("kkDue", day("2026-11-16"))
                .containsEntry("titleApplication", day("2026-11-03"));
        assertThat(hops.stream().filter(f -> f.kind().equals(FLAG)).map(f -> f.value("flag")
                        .orElseThrow()))
                .containsExactlyInAnyOrder("EINWILLIGUNG_FEHLT", "SELF_SERVICE");
        assertThat(flags(decision)).containsExactly("TITEL_BEANTRAGEN");
    }

    @Test
    void p17IsStillCounselled() {
        Decision decision = rules.decide(
                RuleSet.INDICATION,
                List.of(new IndicationFacts(
                        Set.of("AUFENTHALT", "EXISTENZSICHERUNG", "SPRACHE"),
                        Set.of("SOZIALAMT", "JOBCENTER"),
                        false,
                        true,
                        false,
                        day("1990-01-15"),
                        false)),
                morningOf("2026-10-20"));
        assertThat(decision.ofKind(INDICATION).map(f -> f.value("indication").orElseThrow()))
                .containsExactly("BERATUNG");
    }
}
