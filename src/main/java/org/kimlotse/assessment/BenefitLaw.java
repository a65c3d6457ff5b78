package org.kimlotse.assessment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Rechtskreis;

/**
 * Under which law a person's livelihood is expected to be secured, as far as is known. Never a grant: the competent office
 * decides.
 *
 * @param decisionId the decision of the rules it rests on
 * @param ruleId the rule that found it, or {@link #UNCLEAR}
 * @param before the law paid under now, or null if not known
 * @param law the law expected next; the same as before if nothing changes, null if it is unclear
 * @param changes whether one law ends and another begins
 * @param until last day of the law before, if it changes
 * @param from first day of the new law, if it changes and there is a new one
 * @param trigger the day of the event behind the change (service, title)
 * @param overridden a person decided otherwise than the rules
 */
public record BenefitLaw(
        UUID decisionId,
        String ruleId,
        @Nullable Rechtskreis before,
        @Nullable Rechtskreis law,
        boolean changes,
        @Nullable LocalDate until,
        @Nullable LocalDate from,
        @Nullable LocalDate trigger,
        boolean overridden) {

    /** Where no rule could tell. */
    public static final String UNCLEAR = "benefit-law.unclear";

    public Optional<LocalDate> begins() {
        return Optional.ofNullable(from);
    }

    /** One German sentence or two, always "voraussichtlich". */
    public String sentence() {
        Rechtskreis next = law;
        String who = overridden ? " (Entscheidung des Fallmanagements)" : "";
        if (next == null) {
            return "Die Leistung ist ungeklärt. Bitte ergänzen Sie fehlende Angaben oder klären Sie es mit der zuständigen Stelle.";
        }
        if (!changes) {
            return "Voraussichtlich bleibt es bei: %s%s.".formatted(next.label(), who);
        }
        StringBuilder text = new StringBuilder("Voraussichtlich ");
        Rechtskreis old = before;
        if (old != null && until != null) {
            text.append(old.label())
                    .append(" bis ")
                    .append(BusinessCalendar.german(until))
                    .append(", ");
        }
        text.append(next == Rechtskreis.NONE ? "danach kein Leistungsbezug" : next.label());
        if (from != null) {
            text.append(" ab ").append(BusinessCalendar.german(from));
        }
        return text.append(who).append(". Die zuständige Stelle entscheidet.").toString();
    }

    /** A code for the log of reviews, for example {@code SGB_II ab 2026-10-01}. */
    String code() {
        return (law == null ? "UNGEKLAERT" : law.name()) + (from == null ? "" : " ab " + from);
    }
}
