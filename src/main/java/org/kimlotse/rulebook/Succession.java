package org.kimlotse.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kimlotse.shared.BusinessCalendar;

/**
 * How the versions of one rule or row follow one another. They have the same name up to the {@code @}: what is in force and
 * ends has a successor from the next day on, and no two hold on one day.
 */
final class Succession {

    /** Two versions of a parameter that hold at once are told of with the parameter's own name. */
    private static final String PARAMETERS = RuleSources.PARAMETERS + ".";

    private Succession() {}

    private record Version(String rule, Validity validity) {}

    /**
     * A break in it.
     *
     * @param atEnd whether the last day is to be looked at, not the first
     */
    record Break(String rule, boolean atEnd, String message) {}

    static List<Break> breaks(Map<String, Validity> validity) {
        Map<String, List<Version>> versions = new TreeMap<>();
        validity.forEach((rule, holds) -> {
            if (!holds.announced()) {
                Version version = new Version(rule, holds);
                versions.computeIfAbsent(Dating.subject(rule), name -> new ArrayList<>())
                        .add(version);
            }
        });
        List<Break> breaks = new ArrayList<>();
        versions.forEach((name, all) -> {
            all.sort(Comparator.comparing((Version v) -> v.validity().from()).thenComparing(Version::rule));
            for (int i = 0; i < all.size(); i++) {
                Version one = all.get(i);
                endsWithoutSuccessor(name, one, all, breaks);
                for (Version earlier : all.subList(0, i)) {
                    if (!name.startsWith(PARAMETERS)
                            && earlier.validity().on(one.validity().from())) {
                        breaks.add(new Break(
                                one.rule(),
                                false,
                                "Ab " + BusinessCalendar.german(one.validity().from()) + " gelten „" + earlier.rule()
                                        + "“ und „" + one.rule()
                                        + "“ zugleich; die frühere braucht den Tag davor als letzten."));
                    }
                }
            }
        });
        return breaks;
    }

    private static void endsWithoutSuccessor(String name, Version one, List<Version> all, List<Break> breaks) {
        LocalDate last = one.validity().to();
        if (last == null || all.stream().anyMatch(other -> other.validity().on(last.plusDays(1)))) {
            return;
        }
        boolean later = all.stream().anyMatch(other -> other.validity().from().isAfter(last));
        if (later || !one.validity().expired()) {
            String next = BusinessCalendar.german(last.plusDays(1));
            breaks.add(new Break(
                    one.rule(),
                    true,
                    "Nach dem letzten Tag, " + BusinessCalendar.german(last) + ", gilt „" + name + "“ "
                            + (later ? "eine Zeit lang nicht" : "nicht mehr") + ". Bitte eine Fassung „" + name
                            + "@…“ ab " + next + " anlegen"
                            + (later ? "." : "; fällt die Regel ersatzlos weg, ist ihr Stand „expired“.")));
        }
    }
}
