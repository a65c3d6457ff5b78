package org.kimlotse.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.LegalBasis;

/**
 * What a rule found. Rules never act; Java and BPMN act on findings.
 *
 * @param ruleId stable id, for example {@code benefit-law.row-10}
 * @param kind what sort of statement this is, for example {@code BENEFIT_LAW}, {@code FLAG}, {@code HOP}, {@code
 *     MISSED_HANDOVER}, {@code MISSING_FACT}
 * @param severity how loudly it is shown
 * @param reason plain German, complete sentence(s)
 * @param legalBasis the paragraph(s), or null where it is a house rule
 * @param values machine-readable results, for example {@code rechtskreis=SGB_II}, {@code flag=TITEL_BEANTRAGEN}
 * @param dates machine-readable dates, for example {@code asylblgUntil}, {@code sgb2From}; local dates in Europe/Berlin
 * @param derivations how each date came about, German, for example "Zustellung 15.09.2026 → Monatsende 30.09.2026"
 * @param factsUsed the facts the rule looked at, German, readable
 * @param missingFacts facts that would change the answer, German, with what to do
 * @param nextCheckAt the next instant (UTC) at which the verdict could change without a new fact, or null
 * @param confidential whether it tells of somebody's health: only for eyes that may look into the compartment
 * @param validity when the rule or row holds, what it rests on and who released it; null if it was found before rules had
 *     dates, or is not the word of a rule
 */
public record Finding(
        String ruleId,
        String kind,
        Severity severity,
        String reason,
        @Nullable LegalBasis legalBasis,
        Map<String, String> values,
        Map<String, LocalDate> dates,
        List<String> derivations,
        List<String> factsUsed,
        List<String> missingFacts,
        @Nullable Instant nextCheckAt,
        boolean confidential,
        @Nullable Validity validity) {

    /** One that tells nothing of anybody's health and is not the word of a rule. */
    public Finding(
            String ruleId,
            String kind,
            Severity severity,
            String reason,
            @Nullable LegalBasis legalBasis,
            Map<String, String> values,
            Map<String, LocalDate> dates,
            List<String> derivations,
            List<String> factsUsed,
            List<String> missingFacts,
            @Nullable Instant nextCheckAt) {
        this(
                ruleId,
                kind,
                severity,
                reason,
                legalBasis,
                values,
                dates,
                derivations,
                factsUsed,
                missingFacts,
                nextCheckAt,
                false,
                null);
    }

    public enum Severity {
        INFO,
        PROPOSAL,
        WARNING,
        ALARM
    }

    public Finding {
        values = Map.copyOf(values);
        dates = Map.copyOf(dates);
        derivations = List.copyOf(derivations);
        factsUsed = List.copyOf(factsUsed);
        missingFacts = List.copyOf(missingFacts);
    }

    /** The same without the facts it rests on and the sums that were done with them. */
    Finding withoutFacts() {
        return new Finding(
                ruleId,
                kind,
                severity,
                reason,
                legalBasis,
                values,
                dates,
                List.of(),
                List.of(),
                missingFacts,
                nextCheckAt,
                confidential,
                validity);
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<LocalDate> date(String key) {
        return Optional.ofNullable(dates.get(key));
    }
}
