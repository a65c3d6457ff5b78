package org.kimlotse.correspondence;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kimlotse.directory.Office;

/**
 * To whom a letter goes.
 *
 * @param officeCode the office, or null if it goes to the person themselves
 * @param addressee the address line; never a client's name
 */
public record Recipient(Kind kind, @Nullable String officeCode, String addressee) {

    public enum Kind {
        OFFICE,
        OFFICE_LEAD,
        PERSON,
        /** Somebody who has an account in Lotse. */
        ACCOUNT
    }

    public static Recipient office(Office office) {
        return new Recipient(Kind.OFFICE, office.code(), office.label());
    }

    public static Recipient leadOf(Office office) {
        return new Recipient(Kind.OFFICE_LEAD, office.code(), office.label() + ", " + office.leadOrLabel());
    }

    /** The person of the case: handed over in person or put into an envelope by the case manager. */
    public static Recipient person() {
        return new Recipient(Kind.PERSON, null, "Persönlich zu übergeben");
    }

    /** @param mailAddress of the account, as its owner or the administration entered it */
    public static Recipient account(String mailAddress) {
        return new Recipient(Kind.ACCOUNT, null, mailAddress);
    }

    public Optional<String> office() {
        return Optional.ofNullable(officeCode);
    }
}
