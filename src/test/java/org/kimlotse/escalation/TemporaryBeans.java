package org.kimlotse.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kimlotse.escalation.facts.DroppedHandover;
import org.kimlotse.rulebook.*;
import org.kimlotse.shared.CaseId;
import org.springframework.context.annotation.*;

@Configuration
class TemporaryBeans {
    static final List<Object[]> ROWS = new CopyOnWriteArrayList<>(); // office, hop, Passing

    @Bean
    @Primary
    StepHistory inMemoryStepHistory() {
        return new StepHistory() {
            public List<Missed> missedSince(LocalDate day) {
                List<Missed> l = new ArrayList<>();
                for (Object[] r : ROWS) {
                    Passing p = (Passing) r[2];
                    if (p.missedOn() != null && !p.missedOn().isBefore(day))
                        l.add(new Missed(p.handoverId(), p.caseId(), (String) r[0], (String) r[1], "X", p.missedOn()));
                }
                return l;
            }

            public List<Passing> dueIn(String office, String hop, LocalDate from, LocalDate to) {
                return ROWS.stream()
                        .filter(r -> r[0].equals(office) && r[1].equals(hop))
                        .map(r -> (Passing) r[2])
                        .filter(p -> !p.dueOn().isBefore(from) && !p.dueOn().isAfter(to))
                        .toList();
            }

            public Optional<String> officeOf(CaseId caseId, String hop) {
                return ROWS.stream()
                        .filter(r ->
                                r[1].equals(hop) && ((Passing) r[2]).caseId().equals(caseId))
                        .map(r -> (String) r[0])
                        .findFirst();
            }
        };
    }

    @Bean
    @Fallback
    @SuppressWarnings("unchecked")
    RuleBook fallbackRuleBook() {
        return (RuleBook) java.lang.reflect.Proxy.newProxyInstance(
                RuleBook.class.getClassLoader(), new Class<?>[] {RuleBook.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("decide")) {
                        return method.getName().equals("hashCode") ? (Object) 1 : null;
                    }
                    return decide((Collection<? extends Record>) args[1], (Instant) args[2]);
                });
    }

    private static Decision decide(Collection<? extends Record> facts, Instant asOf) {
        Map<String, java.util.Set<String>> m = new java.util.TreeMap<>();
        for (Record r : facts) {
            DroppedHandover d = (DroppedHandover) r;
            if (!d.missedOn()
                    .isBefore(org.kimlotse.shared.BusinessCalendar.dayOf(asOf).minusDays(90)))
                m.computeIfAbsent(d.officeCode() + "|" + d.hop(), k -> new java.util.TreeSet<>())
                        .add(d.caseNumber());
        }
        List<Finding> f = new ArrayList<>();
        m.forEach((k, v) -> {
            if (v.size() >= 3)
                f.add(new Finding(
                        "bottlenecks.three-cases",
                        "BOTTLENECK",
                        Finding.Severity.WARNING,
                        "Grund.",
                        null,
                        Map.of("officeCode", k.substring(0, k.indexOf('|')), "hop", k.substring(k.indexOf('|') + 1)),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null));
        });
        return new Decision("bottlenecks", "0", asOf, "[]", f);
    }
}
