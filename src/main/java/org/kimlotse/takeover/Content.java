package org.kimlotse.takeover;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a row, as it will be stored, and what was found when it was checked. Texts of a wrong row are shortened.
 *
 * @param birthDate ISO, or null if it is missing or none
 * @param municipality the constant's name, or what was typed if there is no such municipality
 * @param facts stored values by key of {@link org.kimlotse.assessment.StatusFact}; only what was filled in
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
        List<Finding> findings) {

    Content {
        facts = Map.copyOf(facts);
        findings = List.copyOf(findings);
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
                java.util.stream.Stream.concat(findings.stream(), java.util.stream.Stream.of(more))
                        .toList());
    }

    /** Says nothing about the person: an exception's text or a log line may hold it. */
    @Override
    public String toString() {
        return "Content[" + findings.size() + " findings]";
    }
}
