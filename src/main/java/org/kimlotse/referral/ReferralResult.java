package org.kimlotse.referral;

/** How a referral ended. */
public enum ReferralResult {
    COMPLETED("abgeschlossen"),
    DROPPED_OUT("abgebrochen"),
    NO_WAY("kein Weg offen"),
    STOPPED("nicht weiter verfolgt"),
    CASE_CLOSED("mit dem Fall beendet");

    private final String label;

    ReferralResult(String label) {
        this.label = label;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    /** What was agreed did not come about: the case has to be looked at anew, and what is agreed once more begins once more. */
    public boolean cameToNothing() {
        return this == DROPPED_OUT || this == NO_WAY || this == STOPPED;
    }
}
