package org.kimlotse.casefile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked when a case is opened, as it was typed; {@link CaseOpening} checks it.
 *
 * @param clientToken made by the page when it was shown; the same token never opens two cases (double click, two tabs)
 * @param municipality label, name or code of the municipality
 * @param caseManager user id, or null: whoever opens the case
 * @param birthDateUncertain the person is not sure of the day; 1 January counts as uncertain anyway
 * @param language code or German label of a {@link Language}, or empty if not known yet
 * @param openDespiteDuplicate "trotzdem eröffnen": the warning was read
 */
public record NewCase(
        String clientToken,
        String givenName,
        String familyName,
        @Nullable LocalDate birthDate,
        boolean birthDateUncertain,
        String municipality,
        String language,
        boolean interpreterNeeded,
        String phone,
        @Nullable String caseManager,
        boolean openDespiteDuplicate) {

    public NewCase despiteDuplicate() {
        return new NewCase(
                clientToken,
                givenName,
                familyName,
                birthDate,
                birthDateUncertain,
                municipality,
                language,
                interpreterNeeded,
                phone,
                caseManager,
                true);
    }

    @Override
    public String toString() {
        return "NewCase[" + municipality + "]";
    }
}
