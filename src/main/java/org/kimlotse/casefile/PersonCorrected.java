package org.kimlotse.casefile;

import java.time.Instant;
import java.util.Set;
import org.kimlotse.shared.CaseId;

/**
 * What is known of the person a case is about was wrong and is now right; what was concluded from it has been concluded
 * anew. Holds no value: whoever needs one reads the case file.
 *
 * @param changed keys as on forms and in data packages: {@code familyName}, {@code givenName}, {@code birthDate} (also if
 *     only its certainty changed), {@code phone}, {@code language}, {@code interpreterNeeded}; never empty
 * @param at UTC
 */
public record PersonCorrected(CaseId caseId, Set<String> changed, Instant at) {

    public PersonCorrected {
        changed = Set.copyOf(changed);
    }
}
