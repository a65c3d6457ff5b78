package org.kimlotse.preview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.Supposed;
import org.kimlotse.shared.Rechtskreis;

/**
 * The answer for a household. Nothing of it is a grant: the competent offices decide. The same household asked again as of
 * the same instant with the same suppositions has the same answer, whatever serves by then.
 *
 * @param supposed with what was asked; names the version of every rule set
 */
public record Preview(Instant asOf, LocalDate day, Supposed supposed, List<PersonPreview> persons) {

    /**
     * @param timeline without gaps in its own ends; a day nobody covers is no part of it
     * @param flags in alphabetical order
     * @param indication BERATUNG, CASE_MANAGEMENT, VERWEIS_MBE or VERWEIS_JMD; null if nothing is said of the first talk
     */
    public record PersonPreview(
            String id,
            List<Period> timeline,
            List<Step> steps,
            Set<String> flags,
            @Nullable String indication,
            List<Finding> missingFacts,
            List<Finding> rejected,
            List<Finding> deadlines,
            List<Finding> findings) {}

    /**
     * A stretch under one law.
     *
     * @param provision for example {@code § 2}, or null
     * @param row of table A, or null
     * @param from null: not known
     * @param until null: open end
     */
    public record Period(
            Rechtskreis law,
            @Nullable String provision,
            @Nullable String row,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            String ruleId,
            String reason,
            @Nullable String legalBasis) {

        /** The same with other ends. */
        Period between(@Nullable LocalDate first, @Nullable LocalDate last) {
            return new Period(law, provision, row, first, last, ruleId, reason, legalBasis);
        }

        boolean impossible() {
            return from != null && until != null && until.isBefore(from);
        }
    }

    /**
     * @param position in the order of work, from 1
     * @param office code of the competent office, or the kind where there is no single one
     * @param soft target, may be null
     * @param hard last day without loss, may be null
     * @param prerequisites steps that come before, by key
     * @param shared data categories that go to the office
     * @param path HANDOVER, SELF_SERVICE (no consent) or OWN
     */
    public record Step(
            int position,
            String step,
            String title,
            String officeKind,
            String office,
            String reason,
            @Nullable String legalBasis,
            @Nullable LocalDate soft,
            @Nullable LocalDate hard,
            List<String> prerequisites,
            String purpose,
            List<String> shared,
            String path,
            String ruleId) {}
}
