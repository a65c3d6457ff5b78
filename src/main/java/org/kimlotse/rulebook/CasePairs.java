package org.kimlotse.rulebook;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.kimlotse.rulebook.RuleCases.RuleCase;

/** Two cases that differ in exactly one fact, a rule firing in one of them alone, show what the rule hangs on. */
final class CasePairs {

    private CasePairs() {}

    /**
     * The rules without such a pair, in alphabetical order.
     *
     * @param firedIn which rules fired, by case
     */
    static Set<String> missing(Map<RuleCase, Set<String>> firedIn, Collection<String> rules) {
        Set<String> missing = new TreeSet<>(rules);
        Map<Object, List<RuleCase>> alike = new HashMap<>();
        for (RuleCase one : firedIn.keySet()) {
            Set<String> fired = Objects.requireNonNull(firedIn.get(one));
            for (Object rest : allButOne(one)) {
                List<RuleCase> others = alike.computeIfAbsent(rest, key -> new ArrayList<>());
                for (RuleCase other : others) {
                    Set<String> otherwise = Objects.requireNonNull(firedIn.get(other));
                    if (missing.stream().anyMatch(rule -> fired.contains(rule) != otherwise.contains(rule))
                            && differInOneFact(one, other)) {
                        missing.removeIf(rule -> fired.contains(rule) != otherwise.contains(rule));
                    }
                }
                others.add(one);
            }
        }
        return missing;
    }

    /** What is left of a case, each time without one thing; cases that differ in one thing share one of these. */
    private static List<Object> allButOne(RuleCase one) {
        List<Object> rests = new ArrayList<>();
        Map<Record, Integer> facts = new HashMap<>();
        one.facts().forEach(fact -> facts.merge(fact, 1, Integer::sum));
        rests.add(List.of(one.asOf(), one.switches(), facts));
        rests.add(List.of(one.asOf(), one.announced(), facts));
        rests.add(List.of(one.switches(), one.announced(), facts));
        for (Record fact : facts.keySet()) {
            Map<Record, Integer> without = new HashMap<>(facts);
            without.merge(fact, -1, (all, less) -> all + less == 0 ? null : all + less);
            rests.add(List.of(one.asOf(), one.switches(), one.announced(), without));
        }
        rests.add(List.of(one.asOf(), one.switches(), one.announced(), facts));
        return rests;
    }

    /** One fact more, one field of one fact, the instant, one parameter, or whether what is announced counts. */
    static boolean differInOneFact(RuleCase a, RuleCase b) {
        int around = (a.asOf().equals(b.asOf()) ? 0 : 1)
                + (a.announced() == b.announced() ? 0 : 1)
                + switchedOtherwise(a.switches(), b.switches());
        if (around > 1 || Math.abs(a.facts().size() - b.facts().size()) > 1) {
            return false;
        }
        List<Record> onlyA = without(a.facts(), b.facts());
        if (onlyA.size() > 1) {
            return false;
        }
        List<Record> onlyB = without(b.facts(), a.facts());
        int facts = onlyA.size() == 1 && onlyB.size() == 1
                ? fieldsOtherwise(onlyA.get(0), onlyB.get(0))
                : onlyA.size() + onlyB.size();
        return around + facts == 1;
    }

    private static int switchedOtherwise(Map<String, String> a, Map<String, String> b) {
        Set<String> names = new HashSet<>(a.keySet());
        names.addAll(b.keySet());
        names.removeIf(name -> Objects.equals(a.get(name), b.get(name)));
        return names.size();
    }

    private static List<Record> without(List<Record> facts, List<Record> others) {
        List<Record> left = new ArrayList<>(facts);
        others.forEach(left::remove);
        return left;
    }

    /** How many fields differ; two facts of different kinds are two differences. */
    private static int fieldsOtherwise(Record a, Record b) {
        if (a.getClass() != b.getClass()) {
            return 2;
        }
        int otherwise = 0;
        for (RecordComponent field : a.getClass().getRecordComponents()) {
            try {
                field.getAccessor().setAccessible(true);
                if (!Objects.equals(
                        field.getAccessor().invoke(a), field.getAccessor().invoke(b))) {
                    otherwise++;
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return otherwise;
    }
}
