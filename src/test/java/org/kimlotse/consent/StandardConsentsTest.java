package org.kimlotse.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.rulebook.RuleBook;
import org.kimlotse.rulebook.RuleSet;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.transition.facts.TransitionFacts;
import org.springframework.beans.factory.annotation.Autowired;

@LotseTest
class StandardConsentsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 16);
    private static final Set<String> ALL = Set.of("JC", "SOZ", "ABH", "KK", "FAMKA", "BEZREG", "KT");

    @Autowired
    StandardConsents standard;

    @Autowired
    Directory directory;

    @Autowired
    RuleBook rules;

    @Test
    void coverEveryHopOfATransitionToSgbTwo() {
        Map<String, Set<DataCategory>> proposed = new LinkedHashMap<>();
        standard.proposedFor(Municipality.SIEGBURG, DAY)
                .forEach(p -> proposed.put(p.recipient() + " " + p.purpose(), p.categories()));

        List<Finding> hops = Stream.of(true, false).flatMap(this::hops).toList();

        assertThat(hops).isNotEmpty().allSatisfy(hop -> {
            OfficeKind kind = OfficeKind.valueOf(hop.value("receiverKind").orElseThrow());
            String office = directory
                    .competent(kind, Municipality.SIEGBURG, DAY)
                    .orElseThrow()
                    .code();
            assertThat(proposed.getOrDefault(office + " " + hop.value("purpose").orElseThrow(), Set.of()))
                    .as(hop.value("hop").orElseThrow() + " to " + office)
                    .containsAll(DataCategory.parse(hop.value("dataCategories").orElseThrow()));
        });
    }

    @Test
    void neverIncludeHealthAndNameEveryOfficeOfThePlace() {
        for (Municipality municipality : Municipality.values()) {
            assertThat(standard.proposedFor(municipality, DAY))
                    .as(municipality.label())
                    .noneMatch(p -> p.categories().contains(DataCategory.HEALTH) || p.purpose() == Purpose.HEALTH)
                    .extracting(p -> directory.require(p.recipient()).kind().name())
                    .containsAll(ALL);
        }
    }

    private Stream<Finding> hops(boolean courseRight) {
        TransitionFacts facts = new TransitionFacts(
                Rechtskreis.SGB_II,
                LocalDate.of(2026, 9, 15),
                LocalDate.of(2026, 9, 30),
                LocalDate.of(2026, 10, 1),
                null,
                courseRight,
                true,
                1,
                true,
                ALL,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return rules.decide(RuleSet.TRANSITION_HOPS, List.of(facts), BusinessCalendar.startOf(DAY))
                .ofKind(FindingKind.HOP)
                .filter(hop -> !hop.value("receiverKind").orElse("KIM").equals("KIM"));
    }
}
