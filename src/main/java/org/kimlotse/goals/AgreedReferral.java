package org.kimlotse.goals;

/** What is opened once the agreement is signed. */
public enum AgreedReferral {
    TRANSITION("Übergang in die neue Leistung"),
    LANGUAGE_COURSE("Sprachkurs"),
    HEALTH("Vertrauliche Vermittlung"),
    JOBCENTER("Jobcenter und Arbeit");

    private final String label;

    AgreedReferral(String label) {
        this.label = label;
    }

    /** That it was agreed tells of the person's health: only for eyes that may look into the compartment. */
    public boolean confidential() {
        return this == HEALTH;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
