package org.kimlotse.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.LegalBasis;

/**
 * What a rule writes down: {@code insert( Found.flag("TITEL_BEANTRAGEN").reason("…").law("§ …") );}. The rule book makes a
 * {@link Finding} of it and puts the name of the rule on it. No rule may match on it.
 */
public final class Found {

    private final String kind;
    private Finding.Severity severity = Finding.Severity.INFO;
    private final StringBuilder reason = new StringBuilder();
    private @Nullable String law;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, LocalDate> dates = new LinkedHashMap<>();
    private final List<String> derivations = new ArrayList<>();
    private final List<String> factsUsed = new ArrayList<>();
    private final List<String> missingFacts = new ArrayList<>();
    private @Nullable Instant nextCheckAt;
    private boolean confidential;
    private @Nullable Object origin;

    private Found(String kind) {
        this.kind = kind;
    }

    /** @param kind one of {@link FindingKind} */
    public static Found of(String kind) {
        return new Found(kind);
    }

    public static Found flag(String flag) {
        return of(FindingKind.FLAG).value("flag", flag).warning();
    }

    /** @param fact the component of the facts record that is not known */
    public static Found missing(String fact, String whatToDo) {
        return of(FindingKind.MISSING_FACT).value("fact", fact).missing(whatToDo);
    }

    public static Found rejected(String alternative) {
        return of(FindingKind.REJECTED).value("alternative", alternative);
    }

    public Found proposal() {
        severity = Finding.Severity.PROPOSAL;
        return this;
    }

    public Found warning() {
        severity = Finding.Severity.WARNING;
        return this;
    }

    public Found alarm() {
        severity = Finding.Severity.ALARM;
        return this;
    }

    /** Adds a sentence, German. Empty text adds nothing. */
    public Found reason(String sentence) {
        if (!sentence.isBlank()) {
            if (!reason.isEmpty()) {
                reason.append(' ');
            }
            reason.append(sentence.strip());
        }
        return this;
    }

    /** Adds paragraphs as a lawyer cites them. */
    public Found law(@Nullable String citation) {
        if (citation != null && !citation.isBlank()) {
            law = law == null ? citation.strip() : law + "; " + citation.strip();
        }
        return this;
    }

    /** A value that is null is left out. */
    public Found value(String key, @Nullable Object value) {
        if (value != null) {
            values.put(key, value instanceof Enum<?> constant ? constant.name() : String.valueOf(value));
        }
        return this;
    }

    /** A date that is null is left out. */
    public Found date(String key, @Nullable LocalDate day) {
        if (day != null) {
            dates.put(key, day);
        }
        return this;
    }

    /** A date with the way it came about. */
    public Found date(String key, @Nullable LocalDate day, String derivation) {
        return day == null ? this : date(key, day).derived(derivation);
    }

    public Found derived(String derivation) {
        derivations.add(derivation);
        return this;
    }

    /** Null becomes "nicht bekannt", a date is written the German way, true and false become "ja" and "nein". */
    public Found used(String label, @Nullable Object value) {
        factsUsed.add(label + ": " + inWords(value));
        return this;
    }

    /** A fact that would change the answer, and what to do to get it. */
    public Found missing(String whatToDo) {
        missingFacts.add(whatToDo);
        return this;
    }

    /** The next instant at which the verdict could change without a new fact. */
    public Found nextCheck(@Nullable Instant instant) {
        nextCheckAt = instant;
        return this;
    }

    /** As {@link #nextCheck}: the first instant of a day in Germany, none if null. */
    public Found nextCheckOn(@Nullable LocalDate day) {
        return nextCheck(day == null ? null : BusinessCalendar.startOf(day));
    }

    /** Only for eyes that may look into the health compartment of the case. */
    public Found confidential(boolean tellsOfHealth) {
        confidential = tellsOfHealth;
        return this;
    }

    /** The finding carries the id of the rule or table row that inserted this fact, not of the rule that writes it down. */
    public Found by(Object fact) {
        origin = fact;
        return this;
    }

    @Nullable
    Object origin() {
        return origin;
    }

    /** @param validity of the rule or row, or null if it has none */
    Finding finding(String ruleId, @Nullable Validity validity) {
        return new Finding(
                ruleId,
                kind,
                severity,
                reason.toString(),
                law == null ? null : new LegalBasis(law),
                values,
                dates,
                derivations,
                factsUsed,
                missingFacts,
                nextCheckAt,
                confidential,
                validity);
    }

    private static String inWords(@Nullable Object value) {
        if (value == null) {
            return "nicht bekannt";
        }
        if (value instanceof LocalDate day) {
            return BusinessCalendar.german(day);
        }
        if (value instanceof Boolean answer) {
            return answer ? "ja" : "nein";
        }
        return String.valueOf(value);
    }
}
