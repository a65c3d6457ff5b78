package org.kimlotse.assessment;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Rechtskreis;

/**
 * A stretch of time under one law.
 *
 * @param from first day, or null: the beginning is not known
 * @param until last day, or null: no end is known
 * @param certainty what the rules expect, or what an office has decided
 * @param source for readers, for example "Regelwerk benefit-law" or "Bescheid Jobcenter"
 */
public record BenefitPeriod(
        UUID id,
        CaseId caseId,
        UUID personId,
        Rechtskreis law,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Certainty certainty,
        String source) {

    public enum Certainty {
        EXPECTED("voraussichtlich"),
        DECIDED("laut Bescheid");

        private final String label;

        Certainty(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** For example "voraussichtlich SGB II ab 01.10.2026". */
    public String sentence() {
        return certainty.label()
                + " "
                + law.label()
                + (from == null ? "" : " ab " + BusinessCalendar.german(from))
                + (until == null ? "" : " bis " + BusinessCalendar.german(until));
    }
}
