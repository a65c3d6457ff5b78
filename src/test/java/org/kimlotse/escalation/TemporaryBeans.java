package org.kimlotse.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kimlotse.escalation.facts.DroppedHandover;
import org.kimlotse.rulebook.*;
import org.springframework.context.annotation.*;

@Configuration
class TemporaryBeans {

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
