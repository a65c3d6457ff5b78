package org.kimlotse.casefile;

import java.time.LocalDate;
import java.util.UUID;

/** People for tests; all invented. Each call gives someone new unless a name is given. */
public final class People {

    private People() {}

    public static NewCase someone(String givenName, String familyName, String birthDate) {
        return new NewCase(
                UUID.randomUUID().toString(),
                givenName,
                familyName,
                LocalDate.parse(birthDate),
                false,
                "Siegburg",
                "AR",
                true,
                "02241 000000",
                null,
                false);
    }

    /** Someone nobody resembles. */
    public static NewCase someone() {
        String unique = UUID.randomUUID().toString().replaceAll("[0-9-]", "");
        return someone(unique + "a", unique + "o", "1990-06-15");
    }

    public static NewCase from(NewCase person, String municipality) {
        return new NewCase(
                person.clientToken(),
                person.givenName(),
                person.familyName(),
                person.birthDate(),
                person.birthDateUncertain(),
                municipality,
                person.language(),
                person.interpreterNeeded(),
                person.phone(),
                person.caseManager(),
                person.openDespiteDuplicate());
    }
}
