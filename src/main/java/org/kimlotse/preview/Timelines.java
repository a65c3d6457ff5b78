package org.kimlotse.preview;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kimlotse.preview.Preview.Period;
import org.kimlotse.rulebook.Decision;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.FindingKind;
import org.kimlotse.shared.Rechtskreis;

/** Lays the periods the rules found one after the other: each ends where it says or where the next begins. */
final class Timelines {

    private Timelines() {}

    static List<Period> of(Decision decision) {
        List<Period> found = decision.ofKind(FindingKind.PERIOD)
                .map(Timelines::period)
                .filter(period -> !period.impossible())
                .sorted(Comparator.comparing((Period p) -> p.from() == null ? LocalDate.MIN : p.from())
                        .thenComparing(p -> p.provision() == null ? "" : p.provision()))
                .toList();
        List<Period> timeline = new ArrayList<>();
        for (Period next : found) {
            add(timeline, next);
        }
        return timeline;
    }

    private static void add(List<Period> timeline, Period next) {
        Period before = timeline.isEmpty() ? null : timeline.get(timeline.size() - 1);
        if (before == null) {
            timeline.add(next);
            return;
        }
        Period provision = timeline.size() < 2 ? null : timeline.get(timeline.size() - 2);
        if (provision != null && !begins(before, next) && sameLaw(provision, next)) {
            Period law = timeline.remove(timeline.size() - 1);
            Period longer = longer(provision, next);
            timeline.set(timeline.size() - 1, longer);
            goesOn(timeline, law, longer);
            return;
        }
        Period later = within(before, next);
        if (later.impossible()) {
            return;
        }
        LocalDate end = before.until();
        if (sameLaw(before, later)) {
            timeline.set(timeline.size() - 1, longer(before, later));
        } else if (Objects.equals(before.from(), later.from())) {
            timeline.set(timeline.size() - 1, later);
            goesOn(timeline, before, later);
        } else {
            LocalDate begin = Objects.requireNonNull(later.from());
            boolean cut = end == null || !end.isBefore(begin);
            timeline.set(timeline.size() - 1, cut ? until(before, begin.minusDays(1)) : before);
            timeline.add(later);
            goesOn(timeline, before, later);
        }
    }

    /** The stretch begins before the next one; only a law that goes on after a provision of it does not. */
    private static boolean begins(Period goesOn, Period next) {
        return goesOn.from() == null || next.from() == null || goesOn.from().isBefore(next.from());
    }

    private static Period longer(Period before, Period later) {
        LocalDate end = before.until();
        boolean longer = end == null || later.until() != null && later.until().isBefore(end);
        return longer ? before : until(before, later.until());
    }

    /** After a provision that ends before its law, the law goes on. */
    private static void goesOn(List<Period> timeline, Period law, Period provision) {
        LocalDate last = provision.until();
        boolean inside = law.law() == provision.law() && law.provision() == null && provision.provision() != null;
        if (inside && last != null && (law.until() == null || last.isBefore(law.until()))) {
            timeline.add(law.between(last.plusDays(1), law.until()));
        }
    }

    /** What was before an answer begins, then the answer; a law that goes on is one period. */
    static List<Period> after(List<Period> before, List<Period> now, LocalDate lastDayBefore) {
        LocalDate begin = now.isEmpty() ? lastDayBefore.plusDays(1) : now.get(0).from();
        if (begin == null) {
            return now;
        }
        List<Period> timeline = new ArrayList<>();
        for (Period period : before) {
            if (period.from() == null || period.from().isBefore(begin)) {
                boolean cut = period.until() == null || !period.until().isBefore(begin);
                timeline.add(cut ? until(period, begin.minusDays(1)) : period);
            }
        }
        for (Period period : now) {
            Period last = timeline.isEmpty() ? null : timeline.get(timeline.size() - 1);
            if (last != null && sameLaw(last, period)) {
                timeline.set(timeline.size() - 1, until(last, period.until()));
            } else {
                timeline.add(period);
            }
        }
        return timeline;
    }

    /** Another provision of the same law ends with the law. */
    private static Period within(Period before, Period next) {
        return next.until() == null && before.law() == next.law() && next.provision() != null && before.until() != null
                ? until(next, before.until())
                : next;
    }

    private static boolean sameLaw(Period a, Period b) {
        boolean touching =
                a.until() == null || b.from() == null || !a.until().plusDays(1).isBefore(b.from());
        return a.law() == b.law() && Objects.equals(a.provision(), b.provision()) && touching;
    }

    private static Period until(Period period, @Nullable LocalDate until) {
        return period.between(period.from(), until);
    }

    private static Period period(Finding finding) {
        return new Period(
                Rechtskreis.valueOf(finding.value("law").orElseThrow()),
                finding.value("provision").orElse(null),
                finding.value("row").filter(row -> !row.isEmpty()).orElse(null),
                finding.date("from").orElse(null),
                finding.date("until").orElse(null),
                finding.ruleId(),
                finding.reason(),
                finding.legalBasis() == null ? null : finding.legalBasis().citation());
    }
}
