package org.kimlotse.access;

import java.util.Locale;
import java.util.Optional;

/** What a password must be, in words for the person who chooses one. Length counts, kinds of characters do not. */
public final class PasswordRules {

    public static final int SHORTEST = 12;
    public static final int LONGEST = 200;

    private PasswordRules() {}

    /** Why this password is not taken; empty if it is. */
    public static Optional<String> objection(String userId, String password) {
        if (password.length() < SHORTEST) {
            return Optional.of("Das neue Kennwort ist zu kurz: mindestens " + SHORTEST + " Zeichen.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("Das neue Kennwort ist zu lang: höchstens " + LONGEST + " Zeichen.");
        }
        if (password.toLowerCase(Locale.ROOT).contains(userId.toLowerCase(Locale.ROOT))) {
            return Optional.of("Das neue Kennwort darf den Benutzernamen nicht enthalten.");
        }
        if (password.chars().distinct().count() < 5) {
            return Optional.of("Das neue Kennwort besteht aus zu wenigen verschiedenen Zeichen.");
        }
        return Optional.empty();
    }
}
