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

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }
}
