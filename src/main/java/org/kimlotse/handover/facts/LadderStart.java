package org.kimlotse.handover.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;

/** The day from which a step of the ladder is due for one missed handover; derived by rules. */
public record LadderStart(String handoverId, int level, String words, LocalDate day) {

    private static final Comparator<LadderStart> BY_LEVEL = Comparator.comparingInt(LadderStart::level);

    /** The highest step that is due on a day. */
    public static LadderStart due(Collection<LadderStart> steps, LocalDate today) {
        return steps.stream()
                .filter(step -> !step.day().isAfter(today))
                .max(BY_LEVEL)
                .orElseThrow(() -> new IllegalArgumentException("Die Leiter hat keine erste Stufe."));
    }

    /** "Danach, ab 24.09.2026: telefonisch nachfragen", or that there is no higher step. */
    public static String afterwards(Collection<LadderStart> steps, LocalDate today) {
        int now = due(steps, today).level();
        return steps.stream()
                .filter(step -> step.level() > now && step.day().isAfter(today))
                .min(Comparator.comparing(LadderStart::day).thenComparing(BY_LEVEL))
                .map(next -> "Danach, ab %s: %s".formatted(BusinessCalendar.german(next.day()), next.words()))
                .orElse("Das ist die letzte Stufe");
    }

    /** The next day on which a higher step becomes due, or null. */
    public static @Nullable LocalDate nextDay(Collection<LadderStart> steps, LocalDate today) {
        int now = due(steps, today).level();
        return steps.stream()
                .filter(step -> step.level() > now && step.day().isAfter(today))
                .map(LadderStart::day)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
