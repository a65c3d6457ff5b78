package org.kimlotse.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An office that hands over or receives.
 *
 * @param code for example {@code JC-SIE}; stable, stands in tables and rules
 * @param label what a reader sees
 * @param partnerGroup the group of its people in Lotse, for example {@code partner-jc-sie}
 * @param hasAccount whether anybody of this office can log in now; if not, it is reached by letter and telephone
 * @param leadName whom the third step of the ladder addresses, by function; null if unknown
 */
public record Office(
        String code,
        String label,
        OfficeKind kind,
        String partnerGroup,
        boolean hasAccount,
        @Nullable String leadName) {

    public Optional<String> lead() {
        return Optional.ofNullable(leadName);
    }

    /** How it is addressed in a letter to its lead. */
    public String leadOrLabel() {
        return lead().orElse("Leitung: " + label);
    }
}
