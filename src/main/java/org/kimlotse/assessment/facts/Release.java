package org.kimlotse.assessment.facts;

/** Who has released a row of a table. */
interface Release {

    static void require(String who) {
        if (who.isBlank()) {
            throw new IllegalArgumentException("„freigegeben von“ muss gefüllt sein (offen, wenn noch niemand)");
        }
    }
}
