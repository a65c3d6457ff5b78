package org.kimlotse.rulebook;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.Match;
import org.kimlotse.shared.DatedRow;
import org.kimlotse.shared.OfDay;

/**
 * Which rules and rows of one version hold on which day. The day is that of the facts a rule looks at ({@link OfDay}, the
 * latest of them), or the day asked about; a rule may name the fact whose day counts.
 */
final class Dating {

    private final Map<String, Validity> validity;
    private final Map<String, String> dayOf;
    private final List<DataRows.Row> data;
    private final boolean allSayTheirDays;
    private final Map<Object, String> names = new IdentityHashMap<>();

    Dating(Map<String, Validity> validity, Map<String, String> dayOf, List<DataRows.Row> data) {
        this.validity = Map.copyOf(validity);
        this.dayOf = Map.copyOf(dayOf);
        this.data = data.stream().map(this::dated).toList();
        this.allSayTheirDays = this.data.stream().allMatch(row -> row.fact() instanceof DatedRow);
        this.data.forEach(row -> names.put(row.fact(), row.rule()));
    }

    private DataRows.Row dated(DataRows.Row row) {
        Validity own = validity.get(row.rule());
        return own != null && row.fact() instanceof DatedRow fact
                ? new DataRows.Row(row.rule(), (Record) fact.dated(own.from(), own.to(), own.status()))
                : row;
    }

    /** What rows without a condition state; those that say on which days stand here with all their versions. */
    List<DataRows.Row> data(LocalDate today) {
        return allSayTheirDays
                ? data
                : data.stream()
                        .filter(row -> {
                            Validity own = validity.get(row.rule());
                            return own == null || row.fact() instanceof DatedRow || own.on(today);
                        })
                        .toList();
    }

    List<DataRows.Row> data() {
        return data;
    }

    /** The rows that state these facts. */
    Map<Object, String> names() {
        return names;
    }

    @Nullable
    Validity validity(String rule) {
        return validity.get(rule);
    }

    List<Succession.Break> breaks() {
        return Succession.breaks(validity);
    }

    boolean holds(Match match, LocalDate today) {
        Validity rule = validity.get(match.getRule().getName());
        return rule == null || rule.on(dayOf(match, today));
    }

    private LocalDate dayOf(Match match, LocalDate today) {
        String wanted = dayOf.get(match.getRule().getName());
        LocalDate latest = null;
        for (Object fact : match.getObjects()) {
            if (fact instanceof OfDay ofDay
                    && (wanted == null || fact.getClass().getSimpleName().equals(wanted))) {
                LocalDate day = ofDay.concernedDay();
                latest = latest == null || day.isAfter(latest) ? day : latest;
            }
        }
        return latest == null ? today : latest;
    }

    /**
     * As if what is announced were in force. A row that is announced takes the place of the rows of the same name (up to the
     * {@code @}) from its first day on.
     */
    Dating withAnnounced() {
        Map<String, Validity> then = new HashMap<>();
        validity.forEach((rule, now) -> then.put(rule, withAnnounced(rule, now)));
        return new Dating(then, dayOf, data);
    }

    private Validity withAnnounced(String rule, Validity now) {
        if (now.announced()) {
            return now.dated(now.from(), now.to(), DatedRow.IN_FORCE);
        }
        LocalDate to = now.to();
        for (Map.Entry<String, Validity> other : validity.entrySet()) {
            if (other.getValue().announced() && subject(other.getKey()).equals(subject(rule))) {
                LocalDate last = other.getValue().from().minusDays(1);
                to = to == null || last.isBefore(to) ? last : to;
            }
        }
        return now.dated(now.from(), to, now.status());
    }

    /** The name without its version. */
    static String subject(String rule) {
        int version = rule.indexOf('@');
        return version < 0 ? rule : rule.substring(0, version);
    }
}
