package org.kimlotse.takeover;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a row, as it will be stored, and what was found when it was checked. Texts of a wrong row are shortened.
 *
 * @param birthDate ISO, or null if it is missing or none
 * @param municipality the constant's name, or what was typed if there is no such municipality
 * @param facts stored values by key of {@link org.kimlotse.assessment.StatusFact}; only what was filled in
 * @param referral of a row that is about one, by the keys of its columns; days ISO
 */
record Content(
        String oldReference,
        String givenName,
        String familyName,
        @Nullable String birthDate,
        boolean birthDateUncertain,
        String municipality,
        String language,
        boolean interpreterNeeded,
        String phone,
        String caseManager,
        @Nullable String runningSince,
        @Nullable Phase phase,
        Map<String, String> facts,
        @Nullable Map<String, String> referral,
        List<Finding> findings) {

    Content {
        facts = Map.copyOf(facts);
        referral = referral == null ? null : Map.copyOf(referral);
        findings = List.copyOf(findings);
    }

    /** What a row about a referral says; empty for any other, and for rows of earlier versions. */
    Map<String, String> told() {
        Map<String, String> told = referral;
        return told == null ? Map.of() : told;
    }

    Content with(Finding more) {
        return new Content(
                oldReference,
                givenName,
                familyName,
                birthDate,
                birthDateUncertain,
                municipality,
                language,
                interpreterNeeded,
                phone,
                caseManager,
                runningSince,
                phase,
                facts,
                referral,
                Stream.concat(findings.stream(), Stream.of(more)).toList());
    }

    /** Says nothing about the person: an exception's text or a log line may hold it. */
    @Override
    public String toString() {
        return "Content[" + findings.size() + " findings]";
    }
}
